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
import io.millrace.transformers.Projection;
import io.millrace.transformers.Scope;
import io.millrace.transformers.Shapes;
import io.millrace.transformers.SoftmaxAttention;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
 * @param unpadded whether padding is taken out of all but attention, as it always is where the
 *     network is lowered; changes no output at a real token beyond rounding, nor any weight
 * @param sampling which tokens the later layers see; null = all
 */
public record TextEncoder(
    TokenEmbedding embedding,
    Block block,
    int layers,
    boolean unpadded,
    @Nullable TokenSampling sampling) {

  public TextEncoder {
    if (sampling != null && (!unpadded || sampling.after() >= layers)) {
      throw new IllegalArgumentException(
          "tokens are sampled without padding, and before the last layer; found "
              + sampling
              + " of "
              + layers
              + " layers");
    }
  }

  /** That keeps all tokens. */
  public TextEncoder(TokenEmbedding embedding, Block block, int layers, boolean unpadded) {
    this(embedding, block, layers, unpadded, null);
  }

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
    return new TextEncoder(embedding, block, layers, wanted, sampling);
  }

  /** The same network and weights, unpadded, that keeps some tokens only. */
  public TextEncoder withSampling(TokenSampling wanted) {
    return new TextEncoder(embedding, block, layers, true, wanted);
  }

  /** The same network and weights, dropping as much while it trains. */
  public TextEncoder withDropout(float rate) {
    return withBlocks(block.withDropout(rate), layers);
  }

  /** The same network with the linear maps of its blocks computed another way. */
  public TextEncoder withProjection(Projection projection) {
    return withBlocks(block.withProjection(projection), layers);
  }

  /** Whether every linear map of its blocks is one float32 matrix. */
  boolean dense() {
    return block.dense();
  }

  /** The same network with other blocks. */
  public TextEncoder withBlocks(Block other, int count) {
    return new TextEncoder(embedding, other, count, unpadded, sampling);
  }

  /** The same network with other vectors for word pieces and places. */
  TextEncoder withEmbedding(TokenEmbedding other) {
    return new TextEncoder(other, block, layers, unpadded, sampling);
  }

  public int width() {
    return embedding.width();
  }

  /**
   * What becomes of the tokens.
   *
   * @param tokens {@code [batch, length, width]}; what stands at padding is meaningless
   * @param mask {@code [batch, length]}, 1 = real token; where tokens were sampled, both are
   *     shorter than what came in
   */
  public record Encoded(Operand<TFloat32> tokens, Operand<TInt32> mask) {}

  /**
   * @param ids {@code [batch, length]}
   * @param mask {@code [batch, length]}, 1 = real token, 0 = padding; each text has a real token
   */
  public Encoded encode(Scope at, Operand<TInt32> ids, Operand<TInt32> mask) {
    return unpadded || at.lowered()
        ? packed(at, ids, mask)
        : new Encoded(padded(at, ids, mask), mask);
  }

  /**
   * The tokens of {@link #encode}, of an encoder that keeps all.
   *
   * @return {@code [batch, length, width]}
   */
  public Operand<TFloat32> apply(Scope at, Operand<TInt32> ids, Operand<TInt32> mask) {
    if (sampling != null) {
      throw new IllegalArgumentException("which tokens were kept must be known; use encode");
    }
    return encode(at, ids, mask).tokens();
  }

  private Operand<TFloat32> padded(Scope at, Operand<TInt32> ids, Operand<TInt32> mask) {
    Mask valid = new Mask(at.tf().dtypes.cast(mask, TFloat32.class));
    Operand<TFloat32> tokens = embedding.apply(embeddings(at), ids, places(at.tf(), ids));
    for (int i = 0; i < layers; i++) {
      tokens = block.apply(layer(at, i), tokens, valid);
    }
    return tokens;
  }

  private Encoded packed(Scope at, Operand<TInt32> ids, Operand<TInt32> mask) {
    Ops tf = at.tf();
    Packing packing = Packing.of(tf, mask);
    Operand<TInt32> left = mask;
    Operand<TFloat32> tokens =
        embedding.apply(embeddings(at), packing.packInts(tf, ids), packing.positions(tf));
    for (int i = 0; i < layers; i++) {
      if (sampling != null && i == sampling.after() - 1) {
        Map<String, Operand<TFloat32>> notes = new HashMap<>();
        Scope noting = layer(at, i).noting(notes);
        tokens = block.applyPacked(noting, tokens, packing);
        String attention = noting.path() + "/mixer/";
        TokenSampling.Sampled sampled =
            sampling.sample(
                tf,
                tokens,
                packing,
                left,
                Objects.requireNonNull(notes.get(attention + "weights")),
                Objects.requireNonNull(notes.get(attention + "value")));
        tokens = sampled.tokens();
        packing = sampled.packing();
        left = sampled.mask();
      } else {
        tokens = block.applyPacked(layer(at, i), tokens, packing);
      }
    }
    return new Encoded(packing.unpack(tf, tokens), left);
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
