package io.millrace.benchmarks.text;

import io.millrace.transformers.Scope;
import io.millrace.transformers.text.EncoderClassifier;
import io.millrace.transformers.text.MultiLabelLoss;
import io.millrace.transformers.training.BatchInput;
import io.millrace.transformers.training.Inputs;
import io.millrace.transformers.training.Objective;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** A classifier of texts that may hold any number of labels, to be right about each. */
record ManyLabels(EncoderClassifier classifier, int labels, MultiLabelLoss loss)
    implements Objective {

  @Override
  public List<BatchInput> inputs() {
    return TokenizedTexts.inputs(labels);
  }

  @Override
  public Operand<TFloat32> loss(Scope at, Inputs inputs) {
    Operand<TFloat32> logits =
        classifier
            .apply(at, inputs.ints(TokenizedTexts.IDS), inputs.ints(TokenizedTexts.MASK))
            .logits();
    return loss.of(at.tf(), logits, inputs.floats(TokenizedTexts.TRUTH));
  }
}
