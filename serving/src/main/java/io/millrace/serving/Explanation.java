package io.millrace.serving;

import java.util.List;

/**
 * What of an input a label rests on. Where the network has the output {@code token_weights}, that
 * says it: how much each token counted for the label (<a
 * href="https://arxiv.org/abs/2104.10652">TransICD</a>). Elsewhere it is found by occlusion (<a
 * href="https://arxiv.org/abs/1311.2901">Zeiler and Fergus 2014</a>): how far the probability of
 * the label falls when a part of the input is hidden.
 *
 * @param label that is explained
 * @param parts in the order of the input, none overlapping another
 * @param complete whether the parts are as fine as they get: single tokens of a text, 32nds of a
 *     frame. If not, time ran out, and they are coarser or do not reach to the end.
 */
public record Explanation(String label, List<Part> parts, boolean complete) {

  public Explanation {
    parts = List.copyOf(parts);
  }

  /**
   * A part of an input.
   *
   * @param start its first character, or sample
   * @param end after its last character, or sample
   * @param text the characters; empty for a frame
   * @param weight by occlusion how far the label's probability falls without it: above 0 it speaks
   *     for the label, below 0 against it. As the network tells, the share of the label's attention
   *     that it has: never below 0, and with those of the special tokens 1 in sum.
   */
  public record Part(int start, int end, String text, double weight) {}
}
