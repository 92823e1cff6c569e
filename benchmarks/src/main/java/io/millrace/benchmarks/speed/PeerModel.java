package io.millrace.benchmarks.speed;

import io.millrace.serving.ModelBundle;
import java.nio.file.Path;

/**
 * What a peer runs: MiniLM with the head of a bundle.
 *
 * @param together texts that run together, padded to the longest
 * @param remembered answers that it remembers, the most recently used; 0 = none
 */
record PeerModel(Path head, double unknownBelow, int together, int remembered) {

  /** With the head of {@code log-triage}. */
  static PeerModel logTriage(Path repository, int together, int remembered) {
    ModelBundle bundle = ModelBundle.read(repository.resolve("models/target/bundles/log-triage/1"));
    String any = bundle.manifest().labels().get(0);
    return new PeerModel(
        repository.resolve("models/log-triage/1/head.json"),
        bundle.manifest().threshold(any),
        together,
        remembered);
  }

  PeerSettings settings(String bootstrapServers, String topic, String outputs) {
    return new PeerSettings(
        bootstrapServers, topic, outputs, together, remembered, head, unknownBelow);
  }
}
