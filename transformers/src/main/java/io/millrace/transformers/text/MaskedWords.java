package io.millrace.transformers.text;

import io.millrace.transformers.Gelu;
import io.millrace.transformers.Initial;
import io.millrace.transformers.LayerNorm;
import io.millrace.transformers.Linear;
import io.millrace.transformers.Scope;
import io.millrace.transformers.Shapes;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/**
 * Which word piece stood where a token is masked: BERT's masked-LM head. The words' own vectors,
 * {@code embeddings/word}, tell them apart; the head's weights are {@code words/dense/..}, {@code
 * words/norm/..} and {@code words/bias} [vocabulary].
 *
 * @param embedding of the encoder
 * @param exactGelu by the error function; otherwise the tanh approximation
 * @see <a href="https://arxiv.org/abs/1810.04805">BERT, section 3.1</a>
 */
public record MaskedWords(TokenEmbedding embedding, boolean exactGelu) {

  private static final Initial FRESH = new Initial.Normal(0.02f);

  /**
   * @param at the scope of the encoder
   * @param tokens {@code [batch, length, width]}
   * @return logits {@code [batch, length, vocabulary]}
   */
  public Operand<TFloat32> apply(Scope at, Operand<TFloat32> tokens) {
    Ops tf = at.tf();
    Scope words = at.child("words");
    Operand<TFloat32> mapped =
        new Linear(embedding.width(), FRESH).apply(words.child("dense"), tokens);
    Operand<TFloat32> active = new Gelu(exactGelu).apply(tf, mapped);
    Operand<TFloat32> normed =
        new LayerNorm(embedding.epsilon()).apply(words.child("norm"), active);
    Shape table = Shape.of(embedding.vocabulary(), embedding.width());
    Operand<TFloat32> vectors = at.child("embeddings").weight("word", table, FRESH);
    Operand<TFloat32> flat =
        tf.reshape(normed, tf.constant(new int[] {-1, embedding.width()})); // [tokens, width]
    Operand<TFloat32> products = tf.linalg.matMul(flat, vectors, MatMul.transposeB(true));
    Operand<TFloat32> bias =
        words.weight("bias", Shape.of(embedding.vocabulary()), Initial.zeros());
    return tf.reshape(
        tf.math.add(products, bias), Shapes.withLast(tf, tokens, embedding.vocabulary()));
  }
}
