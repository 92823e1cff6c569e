package io.millrace.transformers.text;

import io.millrace.serving.ModelManifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A classifier that was trained from a pretrained encoder.
 *
 * @param labels in the order of the outputs
 * @param weights row-major, by path
 */
public record FineTuned(
    PretrainedEncoder pretrained,
    EncoderClassifier classifier,
    List<String> labels,
    Map<String, float[]> weights,
    Confidence confidence) {

  /**
   * A classifier whose confidence is learnt from its answers to some texts.
   *
   * @param validation texts that did not train it
   */
  static FineTuned of(
      PretrainedEncoder pretrained,
      EncoderClassifier classifier,
      List<String> labels,
      Map<String, float[]> weights,
      List<LabelledText> validation) {
    try (TextPieces pieces = pretrained.pieces()) {
      int[][] ids = pieces.ids(validation.stream().map(LabelledText::text).toList());
      int[] truth = validation.stream().mapToInt(text -> labels.indexOf(text.label())).toArray();
      Confidence confidence = Confidence.of(logits(classifier, weights, ids), truth);
      return new FineTuned(pretrained, classifier, labels, weights, confidence);
    }
  }

  /** The same labels by a changed network. */
  public FineTuned with(
      EncoderClassifier changed, Map<String, float[]> itsWeights, List<LabelledText> validation) {
    return of(pretrained, changed, labels, itsWeights, validation);
  }

  /** {@code [text][label]}: of some texts, before the temperature. */
  public double[][] logits(List<String> texts) {
    try (TextPieces pieces = pretrained.pieces()) {
      return logits(classifier, weights, pieces.ids(texts));
    }
  }

  static double[][] logits(
      EncoderClassifier classifier, Map<String, float[]> weights, int[][] ids) {
    try (EncoderSession session = EncoderSession.logits(classifier, weights)) {
      float[][] logits = session.encodeAll(ids);
      double[][] wide = new double[logits.length][];
      for (int i = 0; i < wide.length; i++) {
        wide[i] = new double[logits[i].length];
        for (int label = 0; label < wide[i].length; label++) {
          wide[i][label] = logits[i][label];
        }
      }
      return wide;
    }
  }

  /** The share of texts whose likeliest label is theirs. */
  public double accuracy(List<LabelledText> texts) {
    double[][] logits = logits(texts.stream().map(LabelledText::text).toList());
    int right = 0;
    for (int i = 0; i < logits.length; i++) {
      right += labels.get(Confidence.top(logits[i])).equals(texts.get(i).label()) ? 1 : 0;
    }
    return (double) right / texts.size();
  }

  /**
   * Writes a bundle.
   *
   * @param metrics what it is worth
   * @param provenance where it comes from, beside the encoder
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
            .withUnknownBelow(confidence.unknownBelow())
            .withMetrics(metrics)
            .withProvenance(provenance);
    TextBundle.write(
        directory, manifest, classifier, weights, confidence.temperature(), pretrained.tokenizer());
  }
}
