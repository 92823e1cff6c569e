package io.millrace.serving;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An input, and what a model must answer to it: a label, or of a model without labels a vector.
 *
 * @param text of a text model; null = a frame
 * @param channels samples of each channel, by name, of a frame model; null = a text
 * @param label the answer's label; empty where the answer is a vector
 * @param labels all labels that hold, in any order; empty = not demanded
 * @param scores probabilities of some labels; empty = none is demanded
 * @param embedding the answer's vector; empty where the answer has labels
 */
@JsonInclude(Include.NON_EMPTY)
public record GoldenExample(
    @JsonInclude(Include.NON_NULL) @Nullable String text,
    @Nullable Map<String, List<Double>> channels,
    String label,
    List<String> labels,
    Map<String, Double> scores,
    List<Double> embedding) {

  private static final int NAME_LENGTH = 60;

  public GoldenExample {
    Fields.check(
        text == null != (channels == null),
        "text",
        "either a text or channels",
        text == null ? "neither" : "both");
    if (channels != null) {
      Map<String, List<Double>> copy = new LinkedHashMap<>();
      channels.forEach((name, samples) -> copy.put(name, Fields.numbers("channels", samples)));
      channels = copy;
    }
    labels = Fields.list(labels);
    scores = Fields.probabilities("scores", scores);
    embedding = embedding == null ? List.of() : Fields.numbers("embedding", embedding);
    if (embedding.isEmpty()) {
      Fields.check(label != null && !label.isBlank(), "label", "a label", label);
    } else {
      checkVector(label, labels, scores, embedding);
      label = "";
    }
  }

  private static void checkVector(
      @Nullable String label,
      List<String> labels,
      Map<String, Double> scores,
      List<Double> embedding) {
    Fields.check(label == null || label.isEmpty(), "label", "none beside an embedding", label);
    Fields.check(labels.isEmpty(), "labels", "none beside an embedding", labels);
    Fields.check(scores.isEmpty(), "scores", "none beside an embedding", scores);
    Fields.check(
        embedding.stream().anyMatch(each -> each != 0), "embedding", "a number but 0", embedding);
  }

  public static GoldenExample text(String text, String label, Map<String, Double> scores) {
    return new GoldenExample(text, null, label, List.of(), scores, List.of());
  }

  /** Of a model without labels. */
  public static GoldenExample vector(String text, float[] embedding) {
    List<Double> numbers =
        IntStream.range(0, embedding.length).mapToObj(i -> (double) embedding[i]).toList();
    return new GoldenExample(text, null, "", List.of(), Map.of(), numbers);
  }

  /**
   * @param frame {@code [channel][time]}
   * @param channels names, in the order of the frame
   */
  public static GoldenExample frame(
      double[][] frame, List<String> channels, String label, Map<String, Double> scores) {
    Map<String, List<Double>> byName = new LinkedHashMap<>();
    for (int i = 0; i < frame.length; i++) {
      byName.put(channels.get(i), Fields.boxed(frame[i]));
    }
    return new GoldenExample(null, byName, label, List.of(), scores, List.of());
  }

  /** The same, with all labels that must hold. */
  public GoldenExample withLabels(List<String> holding) {
    return new GoldenExample(text, channels, label, holding, scores, embedding);
  }

  /** As messages name it. */
  String name() {
    if (text == null) {
      return "a frame";
    }
    String start = text.length() > NAME_LENGTH ? text.substring(0, NAME_LENGTH) + "…" : text;
    return "\"" + start + "\"";
  }

  String asText() {
    return text == null ? "" : text;
  }

  /** {@code [channel][time]}, in the order of the manifest. */
  double[][] asFrame(ModelManifest manifest) {
    Map<String, List<Double>> frame = channels == null ? Map.of() : channels;
    return manifest.channels().stream()
        .map(name -> frame.getOrDefault(name, List.of()))
        .map(samples -> samples.stream().mapToDouble(Double::doubleValue).toArray())
        .toArray(double[][]::new);
  }

  /**
   * @param field of this example, up to the dot
   * @throws IllegalArgumentException naming the field that the model does not know
   */
  void fit(String field, ModelManifest manifest) {
    if (manifest.labels().isEmpty()) {
      Fields.check(!embedding.isEmpty(), field + "embedding", "a vector", null);
    } else {
      fitLabels(field, manifest);
    }
    if (manifest.task() == Task.FRAME_CLASSIFICATION) {
      checkChannels(field + "channels", manifest);
    } else {
      Fields.check(text != null, field + "text", "a text", null);
    }
  }

  private void fitLabels(String field, ModelManifest manifest) {
    Set<String> known = Set.copyOf(manifest.labels());
    Fields.check(
        known.contains(label) || label.equals(ModelManifest.UNKNOWN),
        field + "label",
        "one of " + manifest.labels(),
        label.isEmpty() ? null : label);
    Fields.check(
        known.containsAll(labels), field + "labels", "some of " + manifest.labels(), labels);
    Fields.check(
        known.containsAll(scores.keySet()),
        field + "scores",
        "some of " + manifest.labels(),
        scores.keySet());
  }

  private void checkChannels(String field, ModelManifest manifest) {
    Fields.check(
        channels != null && channels.keySet().equals(Set.copyOf(manifest.channels())),
        field,
        "channels " + manifest.channels(),
        channels == null ? null : channels.keySet());
    new FrameCheck(manifest).checked(field, asFrame(manifest));
  }

  /** What of an answer is otherwise, or null. */
  @Nullable String mismatch(Classification answer, double tolerance) {
    return embedding.isEmpty()
        ? otherLabels(answer, tolerance)
        : otherVector(answer.embedding(), tolerance);
  }

  private @Nullable String otherVector(float[] found, double tolerance) {
    if (found.length != embedding.size()) {
      return "expected a vector of %d numbers, found %d".formatted(embedding.size(), found.length);
    }
    float[] expected = new float[found.length];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = embedding.get(i).floatValue();
    }
    double distance = Vectors.distance(expected, found);
    return distance <= tolerance
        ? null
        : String.format(
            Locale.ROOT,
            "expected a vector within %s of its length, found one %.4g of it away",
            tolerance,
            distance);
  }

  private @Nullable String otherLabels(Classification answer, double tolerance) {
    if (!answer.label().equals(label)) {
      return "expected label " + label + ", found " + answer.label() + " " + answer.scores();
    }
    if (!labels.isEmpty() && !Set.copyOf(labels).equals(Set.copyOf(answer.labels()))) {
      return "expected labels " + labels + ", found " + answer.labels() + " " + answer.scores();
    }
    for (Map.Entry<String, Double> score : scores.entrySet()) {
      double found = answer.scores().getOrDefault(score.getKey(), Double.NaN);
      if (!(Math.abs(found - score.getValue()) <= tolerance)) {
        return "expected score of %s %s ± %s, found %s"
            .formatted(score.getKey(), score.getValue(), tolerance, found);
      }
    }
    return null;
  }
}
