package io.millrace.inference.batch;

import io.millrace.events.Inference;
import io.millrace.serving.Classification;
import io.millrace.serving.ModelManifest;
import java.time.Instant;

/** Which model, as every output names it. */
public record ModelIdentity(String name, String version) {

  public static ModelIdentity of(ModelManifest manifest) {
    return new ModelIdentity(manifest.name(), manifest.version());
  }

  /** What this model answered about one event. */
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
        Scores.rounded(answer.scores()));
  }

  /** The vector that stands for one event in this model. */
  Embedding embedding(Subject subject, float[] vector) {
    return new Embedding(
        subject.id(), subject.kind(), subject.source(), subject.at(), name, version, vector);
  }

  /** As messages give it. */
  @Override
  public String toString() {
    return name + " " + version;
  }
}
