package io.millrace.transformers.text.compression;

import io.millrace.transformers.text.Distillation;
import io.millrace.transformers.text.EncoderClassifier;
import io.millrace.transformers.text.FineTuned;

/**
 * A student of fewer layers that is taught by the whole classifier.
 *
 * @see Distillation
 */
record FewerLayers(int layers) implements Compressor {

  private static final float TEMPERATURE = 2;
  private static final int COPIES = 1;
  private static final int EPOCHS = 2;

  @Override
  public FineTuned compressed(FineTuned whole, CompressionData data) {
    Distillation.Recipe recipe =
        new Distillation.Recipe(layers, TEMPERATURE, 1, COPIES, data.recipe().withEpochs(EPOCHS));
    return new Distillation(whole, recipe, data.listener())
        .train(data.training(), data.validation());
  }

  @Override
  public EncoderClassifier changed(EncoderClassifier whole) {
    return Distillation.student(whole, layers);
  }

  @Override
  public String toString() {
    return "layers:" + layers;
  }
}
