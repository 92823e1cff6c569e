package io.millrace.transformers.text.compression;

import io.millrace.transformers.text.EncoderClassifier;
import io.millrace.transformers.text.FineTuned;
import io.millrace.transformers.text.FineTuning;
import io.millrace.transformers.text.TextEncoder;
import io.millrace.transformers.text.TokenSampling;

/**
 * Later layers see a text's most telling tokens only; one epoch gets the classifier used to that.
 *
 * @param kept of a text at most
 * @see TokenSampling
 */
record FewerTokens(int kept) implements Compressor {

  @Override
  public FineTuned compressed(FineTuned whole, CompressionData data) {
    FineTuned changed = whole.with(changed(whole.classifier()), whole.weights(), data.validation());
    return new FineTuning(whole.pretrained(), data.recipe().repairing(), data.listener())
        .further(changed, data.training(), data.validation());
  }

  @Override
  public EncoderClassifier changed(EncoderClassifier whole) {
    TextEncoder encoder = whole.encoder();
    int after = Math.max(1, encoder.layers() / 3);
    return whole.withEncoder(encoder.withSampling(new TokenSampling(after, kept)));
  }

  @Override
  public String toString() {
    return "tokens:" + kept;
  }
}
