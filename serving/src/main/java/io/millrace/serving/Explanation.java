package io.millrace.serving;

import java.util.List;

/**
 * What of an input a label rests on. Where the network says so itself, that is it: by its output
 * {@code token_weights}, how much each token counted for the label (<a
 * href="https://arxiv.org/abs/2104.10652">TransICD</a>); by its {@code activation_map}, how far
 * each part of a frame raises the label's logit above the mean of all labels' (<a
 * href="https://arxiv.org/abs/1512.04150">Zhou et al. 2016</a>). Elsewhere it is found by occlusion
 * (<a href="https://arxiv.org/abs/1311.2901">Zeiler and Fergus 2014</a>): how far the probability
 * of the label falls when a part of the input is hidden.
 *
 * @param label that is explained
 * @param parts in the order of the input, none overlapping another
 * @param complete whether the parts are as fine as they get: single tokens of a text, 32nds of a
 *     frame, or the tokens of its network. If not, time ran out, and they are coarser or do not
 *     reach to the end.
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
   * @param weight above 0 if it speaks for the label, below 0 if against it: how far the label's
   *     probability falls without it, what it adds to the label's logit, or the share of the
   *     label's attention that it has, which is never below 0 and 1 in sum with the special tokens
   */
  public record Part(int start, int end, String text, double weight) {}
}
