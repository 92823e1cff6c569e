package io.millrace.transformers.text;

import io.millrace.transformers.AlibiBias;
import io.millrace.transformers.AttentionWeights;
import io.millrace.transformers.Block;
import io.millrace.transformers.GegluFeedForward;
import io.millrace.transformers.GeluFeedForward;
import io.millrace.transformers.LayerNorm;
import io.millrace.transformers.Mask;
import io.millrace.transformers.NormPlace;
import io.millrace.transformers.Packing;
import io.millrace.transformers.Scope;
import io.millrace.transformers.Shapes;
import io.millrace.transformers.SoftmaxAttention;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Each token of a text in the light of the others: an embedding, then blocks. Weights {@code
 * embeddings/..} and {@code block0/..}.
 *
 * @param block of which every layer is one, with weights of its own
 * @param layers how many
 * @param unpadded whether padding is taken out of all but attention; changes no output at a real
 *     token beyond rounding, nor any weight
 */
public record TextEncoder(TokenEmbedding embedding, Block block, int layers, boolean unpadded) {

  /** What one of the usual families is made of. */
  public record Size(int vocabulary, int positions, int width, int layers, int heads, int hidden) {}

  /**
   * BERT: post-norm blocks of attention and GELU.
   *
   * @param segments 2, or 0 for DistilBERT, which has none
   * @param epsilon of every layer norm
   * @param dropout while training
   * @see <a href="https://arxiv.org/abs/1810.04805">BERT</a>
   */
  public static TextEncoder bert(Size size, int segments, float epsilon, float dropout) {
    Block block =
        new Block(
            new SoftmaxAttention(size.heads(), dropout),
            new GeluFeedForward(size.hidden(), 0, true),
            new LayerNorm(epsilon),
            NormPlace.AFTER,
            dropout);
    TokenEmbedding embedding =
        new TokenEmbedding(size.vocabulary(), size.positions(), segments, size.width(), epsilon);
    return new TextEncoder(embedding, block, size.layers(), false);
  }

  /**
   * MosaicBERT: BERT with ALiBi in place of position vectors and with GEGLU, unpadded.
   *
   * @param size its {@code positions} is not used: there is no longest text
   * @param dropout while training
   * @see <a href="https://arxiv.org/abs/2312.17482">MosaicBERT</a>
   */
  public static TextEncoder mosaic(Size size, float epsilon, float dropout) {
    Block block =
        new Block(
            new SoftmaxAttention(
                size.heads(), dropout, new AlibiBias(), AttentionWeights.softmax(), false),
            new GegluFeedForward(size.hidden(), 0, true),
            new LayerNorm(epsilon),
            NormPlace.AFTER,
            dropout);
    TokenEmbedding embedding = new TokenEmbedding(size.vocabulary(), 0, 2, size.width(), epsilon);
    return new TextEncoder(embedding, block, size.layers(), true);
  }

  /** The same network and weights, computed with padding or without. */
  public TextEncoder withUnpadded(boolean wanted) {
    return new TextEncoder(embedding, block, layers, wanted);
  }

  /** The same network and weights, dropping as much while it trains. */
  public TextEncoder withDropout(float rate) {
    return withBlocks(block.withDropout(rate), layers);
  }

  /** The same network with other blocks. */
  public TextEncoder withBlocks(Block other, int count) {
    return new TextEncoder(embedding, other, count, unpadded);
  }

  public int width() {
    return embedding.width();
  }

  /**
   * @param ids {@code [batch, length]}
   * @param mask {@code [batch, length]}, 1 = real token, 0 = padding; each text has a real token
   * @return {@code [batch, length, width]}; what stands at padding is meaningless
   */
  public Operand<TFloat32> apply(Scope at, Operand<TInt32> ids, Operand<TInt32> mask) {
    return unpadded ? packed(at, ids, mask) : padded(at, ids, mask);
  }

  private Operand<TFloat32> padded(Scope at, Operand<TInt32> ids, Operand<TInt32> mask) {
    Mask valid = new Mask(at.tf().dtypes.cast(mask, TFloat32.class));
    Operand<TFloat32> tokens = embedding.apply(embeddings(at), ids, places(at.tf(), ids));
    for (int i = 0; i < layers; i++) {
      tokens = block.apply(layer(at, i), tokens, valid);
    }
    return tokens;
  }

  private Operand<TFloat32> packed(Scope at, Operand<TInt32> ids, Operand<TInt32> mask) {
    Ops tf = at.tf();
    Packing packing = Packing.of(tf, mask);
    Operand<TFloat32> tokens =
        embedding.apply(embeddings(at), packing.packInts(tf, ids), packing.positions(tf));
    for (int i = 0; i < layers; i++) {
      tokens = block.applyPacked(layer(at, i), tokens, packing);
    }
    return packing.unpack(tf, tokens);
  }

  private static Scope embeddings(Scope at) {
    return at.child("embeddings");
  }

  private static Scope layer(Scope at, int index) {
    return at.child("block" + index);
  }

  /** {@code [length]}: 0, 1, .. */
  private static Operand<TInt32> places(Ops tf, Operand<TInt32> ids) {
    Operand<TInt32> length = tf.squeeze(Shapes.axis(tf, ids, 1));
    return tf.range(tf.constant(0), length, tf.constant(1));
  }
}
