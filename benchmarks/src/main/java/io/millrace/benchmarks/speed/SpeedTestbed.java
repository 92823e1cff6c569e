package io.millrace.benchmarks.speed;

import io.millrace.benchmarks.Stack;
import io.millrace.benchmarks.Testbed;
import io.millrace.workbench.proof.Bench;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** One broker, inference-service as it ships, and peers beside it. */
final class SpeedTestbed extends Testbed {

  private static final String NO_CACHE = "0";

  SpeedTestbed(Stack stack) {
    super(stack, "inference-service");
  }

  static SpeedTestbed fresh(Bench bench, String row) {
    Path folder = bench.cache().resolve("pipeline-speed").resolve(row);
    return new SpeedTestbed(Stack.fresh(bench.repository(), folder));
  }

  /** inference-service with log-triage, ready, remembering no answers. */
  Contender.Ours uncached() {
    return ours(bundles(), "log-triage", Map.of("millrace.models.answer-cache", NO_CACHE));
  }

  /** inference-service with log-triage, ready, its memory of answers as it ships. */
  Contender.Ours asItShips() {
    return ours(bundles(), "log-triage", Map.of());
  }

  /**
   * @param roots of bundles
   * @param model that answers all texts
   */
  Contender.Ours ours(Path roots, String model, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("millrace.text.model", model);
    Contender.Ours ours = new Contender.Ours(service(FIRST, roots, settings));
    group().awaitStable();
    return ours;
  }

  PeerProcess peer(String name, String topic, int together, int remembered) {
    PeerModel model = PeerModel.logTriage(stack().repository(), together, remembered);
    return PeerProcess.start(stack(), name, topic, model);
  }

  /** The next of its kind starts anew. */
  void end(Contender contender) {
    if (contender instanceof Contender.Ours) {
      stop(FIRST);
    } else {
      contender.close();
    }
  }

  private Path bundles() {
    return stack().repository().resolve("models/target/bundles");
  }
}
