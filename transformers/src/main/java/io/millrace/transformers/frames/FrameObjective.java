package io.millrace.transformers.frames;

import io.millrace.transformers.Losses;
import io.millrace.transformers.Scope;
import io.millrace.transformers.training.BatchInput;
import io.millrace.transformers.training.Inputs;
import io.millrace.transformers.training.Objective;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Cross-entropy of a window's label. */
record FrameObjective(WindowClassifier classifier, Augmentation augmentation) implements Objective {

  static final String FRAMES = "frames";
  static final String LABEL = "label";

  BatchInput frames() {
    return BatchInput.floats(FRAMES, classifier.length(), classifier.channels());
  }

  @Override
  public List<BatchInput> inputs() {
    return List.of(frames(), BatchInput.ints(LABEL));
  }

  @Override
  public Operand<TFloat32> loss(Scope at, Inputs inputs) {
    Operand<TFloat32> scaled = classifier.input().apply(at.tf(), inputs.floats(FRAMES));
    Operand<TFloat32> tokens =
        classifier.seen(at, classifier.embedded(at, augmentation.apply(at, scaled)));
    Operand<TFloat32> logits = classifier.classified(at, tokens).logits();
    return Losses.crossEntropy(at.tf(), logits, inputs.ints(LABEL));
  }
}
