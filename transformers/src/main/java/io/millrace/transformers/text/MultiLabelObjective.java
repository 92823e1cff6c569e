package io.millrace.transformers.text;

import io.millrace.transformers.Scope;
import io.millrace.transformers.training.BatchInput;
import io.millrace.transformers.training.Inputs;
import io.millrace.transformers.training.Objective;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * To be right about each label by itself; validation watches the plain cross-entropy.
 *
 * @param labels how many
 * @param rates by which the learning rate differs among weights
 * @param start weights of an earlier training, by path
 */
record MultiLabelObjective(
    EncoderClassifier classifier,
    int labels,
    MultiLabelLoss loss,
    LayerRates rates,
    Map<String, float[]> start)
    implements Objective {

  @Override
  public List<BatchInput> inputs() {
    return List.of(
        BatchInput.ints(TextExamples.IDS, -1),
        BatchInput.ints(TextExamples.MASK, -1),
        BatchInput.floats(TextExamples.TRUTH, labels));
  }

  @Override
  public String description() {
    return loss + " of " + classifier + ", " + rates;
  }

  @Override
  public float rateFactor(String path) {
    return rates.factor(path);
  }

  @Override
  public Operand<TFloat32> loss(Scope at, Inputs inputs) {
    return loss(loss, at, inputs);
  }

  @Override
  public Operand<TFloat32> validationLoss(Scope at, Inputs inputs) {
    return loss(MultiLabelLoss.crossEntropy(), at, inputs);
  }

  private Operand<TFloat32> loss(MultiLabelLoss of, Scope at, Inputs inputs) {
    Operand<TFloat32> logits =
        classifier
            .apply(at, inputs.ints(TextExamples.IDS), inputs.ints(TextExamples.MASK))
            .logits();
    return of.of(at.tf(), logits, inputs.floats(TextExamples.TRUTH));
  }
}
