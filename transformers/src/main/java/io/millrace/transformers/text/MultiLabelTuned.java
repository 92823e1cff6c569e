package io.millrace.transformers.text;

import io.millrace.serving.ModelManifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A classifier of texts that may hold any number of labels. Its explanations are the weights of its
 * label-wise attention.
 *
 * @param labels in the order of the outputs
 * @param weights row-major, by path
 */
public record MultiLabelTuned(
    PretrainedEncoder pretrained,
    EncoderClassifier classifier,
    List<String> labels,
    Map<String, float[]> weights,
    MultiLabelConfidence confidence) {

  public MultiLabelTuned {
    labels = List.copyOf(labels);
  }

  /** {@code [text][label]}: of some texts, before the temperature. */
  public double[][] logits(List<String> texts) {
    try (TextPieces pieces = pretrained.pieces()) {
      return FineTuned.logits(classifier, weights, pieces.ids(texts));
    }
  }

  /**
   * Writes a bundle.
   *
   * @param metrics what it is worth
   * @param provenance where it comes from
   */
  public void write(
      Path directory,
      String name,
      String version,
      Map<String, Object> metrics,
      Map<String, Object> provenance)
      throws IOException {
    ModelManifest manifest =
        ModelManifest.textClassification(name, version, labels, pretrained.maximumTokens())
            .withManyLabels()
            .withThresholds(confidence.thresholds())
            .withMetrics(metrics)
            .withProvenance(provenance);
    TextBundle.write(
        directory, manifest, classifier, weights, confidence.temperature(), pretrained.tokenizer());
  }
}
