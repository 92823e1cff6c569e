package io.millrace.inference;

import io.millrace.events.Inference;
import io.millrace.serving.Classification;
import io.millrace.serving.ModelManifest;
import java.time.Instant;

/** Which model, as every output names it. */
record ModelIdentity(String name, String version) {

  static ModelIdentity of(ModelManifest manifest) {
    return new ModelIdentity(manifest.name(), manifest.version());
  }

  /** What this model answered about one event. */
  Inference inference(String event, String kind, String source, Instant at, Classification answer) {
    return new Inference(
        event, kind, source, at, name, version, answer.label(), Scores.rounded(answer.scores()));
  }
}
