package io.millrace.transformers.text.compression;

import io.millrace.transformers.text.FineTuning;
import io.millrace.transformers.text.LabelledText;
import io.millrace.transformers.training.TrainingListener;
import java.util.List;

/**
 * On what a compressed classifier learns again.
 *
 * @param validation decides between epochs, and gives temperature and threshold
 * @param recipe that the whole one was trained by; its rates, batches and seed are used again
 */
public record CompressionData(
    List<LabelledText> training,
    List<LabelledText> validation,
    FineTuning.Recipe recipe,
    TrainingListener listener) {

  public CompressionData {
    training = List.copyOf(training);
    validation = List.copyOf(validation);
  }
}
