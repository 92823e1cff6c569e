package io.millrace.transformers.text;

import java.util.List;

/**
 * A head that was fitted on an encoder's vectors, and what cross-validation said of it.
 *
 * @param tuned encoder and head, ready to be used and written
 * @param head alone, its temperature included
 * @param penalty strength of the L2 penalty on the head
 * @param outOfFold {@code [text][label]}: logits of each text by a head that never saw it, before
 *     the temperature
 * @param truth the label of each text
 * @param taught whether the encoder was taught which texts are alike, or stayed as it was
 * @param tried the ways to make vectors that were compared; empty = there was one only
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record FittedHead(
    FineTuned tuned,
    ClassifierHead head,
    double penalty,
    double[][] outOfFold,
    int[] truth,
    boolean taught,
    List<HeadFitting.Tried> tried) {

  public FittedHead {
    tried = List.copyOf(tried);
  }
}
