package io.millrace.transformers.frames;

import io.millrace.transformers.Losses;
import io.millrace.transformers.Scope;
import io.millrace.transformers.training.BatchInput;
import io.millrace.transformers.training.Inputs;
import io.millrace.transformers.training.Objective;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Cross-entropy of a window's label.
 *
 * @param start weights of a pre-training; empty = all are fresh
 */
record FrameObjective(
    WindowClassifier classifier, Augmentation augmentation, Map<String, float[]> start)
    implements Objective {

  static final String LABEL = "label";

  @Override
  public String description() {
    return classifier + ", " + augmentation + (start.isEmpty() ? "" : ", pre-trained");
  }

  @Override
  public List<BatchInput> inputs() {
    return List.of(classifier.frames(), BatchInput.ints(LABEL));
  }

  @Override
  public Operand<TFloat32> loss(Scope at, Inputs inputs) {
    Operand<TFloat32> scaled =
        classifier.input().apply(at.tf(), inputs.floats(WindowClassifier.FRAMES));
    Operand<TFloat32> tokens =
        classifier.seen(at, classifier.embedded(at, augmentation.apply(at, scaled)));
    Operand<TFloat32> logits = classifier.classified(at, tokens).logits();
    return Losses.crossEntropy(at.tf(), logits, inputs.ints(LABEL));
  }
}
