package io.millrace.serving;

import java.util.List;

/**
 * What of an input an answer rests on: by occlusion (<a
 * href="https://arxiv.org/abs/1311.2901">Zeiler and Fergus 2014</a>), how far the probability of a
 * label falls when a part of the input is hidden; or, of a frame whose network has a
 * class-activation map (<a href="https://arxiv.org/abs/1512.04150">Zhou et al. 2016</a>), how far
 * each part raises the label's logit above the mean logit of all labels.
 *
 * @param label whose probability is explained: the answer's, or the likeliest where that is {@code
 *     unknown}
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
   *     probability falls without it, or what it adds to the label's logit
   */
  public record Part(int start, int end, String text, double weight) {}
}
