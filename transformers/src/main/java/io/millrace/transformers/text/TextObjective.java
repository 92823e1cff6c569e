package io.millrace.transformers.text;

import io.millrace.transformers.Losses;
import io.millrace.transformers.Scope;
import io.millrace.transformers.training.BatchInput;
import io.millrace.transformers.training.Inputs;
import io.millrace.transformers.training.Objective;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * Cross-entropy of the one label that holds; validation watches the share of wrong answers.
 *
 * @param classWeights what an example of each label counts; 1 on average
 * @param rates by which the learning rate differs among weights
 * @param start weights of an earlier training, by path
 */
record TextObjective(
    EncoderClassifier classifier,
    List<Float> classWeights,
    LayerRates rates,
    Map<String, float[]> start)
    implements Objective {

  /** Decides between epochs with equally many wrong answers. */
  private static final float TIE = 1e-3f;

  static final List<BatchInput> INPUTS =
      List.of(
          BatchInput.ints(TextExamples.IDS, -1),
          BatchInput.ints(TextExamples.MASK, -1),
          BatchInput.ints(TextExamples.TRUTH));

  @Override
  public List<BatchInput> inputs() {
    return INPUTS;
  }

  @Override
  public String description() {
    return "cross-entropy of " + classifier + ", class weights " + classWeights + ", " + rates;
  }

  @Override
  public float rateFactor(String path) {
    return rates.factor(path);
  }

  @Override
  public Operand<TFloat32> loss(Scope at, Inputs inputs) {
    return Losses.crossEntropy(
        at.tf(), logits(at, inputs), inputs.ints(TextExamples.TRUTH), floats(classWeights));
  }

  @Override
  public Operand<TFloat32> validationLoss(Scope at, Inputs inputs) {
    return error(at.tf(), logits(at, inputs), inputs.ints(TextExamples.TRUTH));
  }

  /** The share of wrong answers; among equals, the loss decides. */
  static Operand<TFloat32> error(Ops tf, Operand<TFloat32> logits, Operand<TInt32> labels) {
    Operand<TInt64> answers = tf.math.argMax(logits, tf.constant(1));
    Operand<TFloat32> wrong =
        tf.dtypes.cast(
            tf.math.notEqual(tf.dtypes.cast(answers, TInt32.class), labels), TFloat32.class);
    Operand<TFloat32> loss = Losses.crossEntropy(tf, logits, labels);
    return tf.math.add(tf.math.mean(wrong, tf.constant(0)), tf.math.mul(loss, tf.constant(TIE)));
  }

  private Operand<TFloat32> logits(Scope at, Inputs inputs) {
    return classifier
        .apply(at, inputs.ints(TextExamples.IDS), inputs.ints(TextExamples.MASK))
        .logits();
  }

  private static float[] floats(List<Float> values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i);
    }
    return floats;
  }
}
