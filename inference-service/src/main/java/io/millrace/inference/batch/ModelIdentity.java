package io.millrace.inference.batch;

import io.millrace.events.Attribution;
import io.millrace.events.Embedding;
import io.millrace.events.Inference;
import io.millrace.serving.Classification;
import io.millrace.serving.Explanation;
import io.millrace.serving.ModelManifest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which model, as every output names it. */
public record ModelIdentity(String name, String version) {

  /** Of a record that was refused before one of several models was chosen. */
  static final ModelIdentity UNKNOWN = new ModelIdentity("", "");

  public static ModelIdentity of(ModelManifest manifest) {
    return new ModelIdentity(manifest.name(), manifest.version());
  }

  /** What this model answered about one event, with labels. */
  public Inference inference(
      Subject subject, Classification answer, @Nullable Explanation explanation) {
    return new Inference(
        subject.id(),
        subject.kind(),
        subject.source(),
        subject.at(),
        name,
        version,
        answer.label(),
        Scores.rounded(answer.scores()),
        answer.labels().size() > 1 ? answer.labels() : List.of(),
        explanation == null ? List.of() : attributions(explanation));
  }

  private static List<Attribution> attributions(Explanation explanation) {
    return explanation.parts().stream()
        .map(
            part ->
                new Attribution(
                    part.start(),
                    part.end(),
                    part.text().isEmpty() ? null : part.text(),
                    part.weight()))
        .toList();
  }

  /** The vector that stands for one event in this model. */
  Embedding embedding(Subject subject, float[] vector) {
    double[] numbers = new double[vector.length];
    Arrays.setAll(numbers, i -> vector[i]);
    return new Embedding(
        subject.id(), subject.kind(), subject.source(), subject.at(), name, version, numbers);
  }

  /** As messages give it. */
  @Override
  public String toString() {
    return name + " " + version;
  }
}
