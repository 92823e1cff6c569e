package io.millrace.transformers.text;

import io.millrace.transformers.Scope;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * An encoder and a pooling on it: a vector for each text. Weights lie where those of {@link
 * EncoderClassifier} do: the encoder's at the root, the pooling's under {@code head/pooling}.
 *
 * @param direction whether vectors are scaled to Euclidean length 1, so that a dot product of two
 *     is their cosine
 */
public record EncoderEmbedder(TextEncoder encoder, Pooling pooling, boolean direction) {

  /**
   * @param ids {@code [batch, length]}
   * @param mask {@code [batch, length]}, 1 = real token
   * @return {@code [batch, width]}
   */
  public Operand<TFloat32> apply(Scope at, Operand<TInt32> ids, Operand<TInt32> mask) {
    Scope head = at.child(EncoderClassifier.HEAD);
    Operand<TFloat32> vectors =
        pooling.apply(head.child("pooling"), encoder.apply(at, ids, mask), mask);
    return direction ? PooledHead.direction(at.tf(), vectors) : vectors;
  }
}
