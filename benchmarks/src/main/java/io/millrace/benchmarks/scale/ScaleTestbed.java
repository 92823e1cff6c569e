package io.millrace.benchmarks.scale;

import io.millrace.benchmarks.Service;
import io.millrace.benchmarks.ServiceGroup;
import io.millrace.benchmarks.Stack;
import io.millrace.benchmarks.Testbed;
import io.millrace.workbench.proof.Bench;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** With instances of forecast-service that know of each other, each with its own stores. */
final class ScaleTestbed extends Testbed {

  /** What docs/forecasting.md tells who runs several instances. */
  private static final Map<String, String> SHARED =
      Map.of(
          "millrace.advertised", "127.0.0.1:${quarkus.http.port}",
          "kafka-streams.num.standby.replicas", "1",
          "kafka-streams.consumer.session.timeout.ms", "6000",
          "kafka-streams.consumer.heartbeat.interval.ms", "1000");

  private static final String SERVICE = "forecast-service";

  private final String application;

  /**
   * @param application id of the Streams application: with one of its own, what others kept on the
   *     same broker is not copied first
   */
  ScaleTestbed(Stack stack, String application) {
    super(stack, SERVICE);
    this.application = application;
  }

  /** With a broker of its own. */
  static ScaleTestbed fresh(Bench bench, String row) {
    Path folder = bench.cache().resolve("scale-out").resolve(row);
    return new ScaleTestbed(Stack.fresh(bench.repository(), folder), SERVICE);
  }

  /** The group of these instances. */
  ServiceGroup instances() {
    return new ServiceGroup(stack(), application);
  }

  /** An instance without models, ready: seasonal-naive serves. */
  Service instance(String number, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(SHARED);
    settings.put("millrace.state-directory", stack().state() + "-" + number);
    settings.put("quarkus.kafka-streams.application-id", application);
    settings.put("millrace.models.directories", noModels().toString());
    settings.putAll(more);
    return service(number, settings);
  }

  private Path noModels() {
    try {
      return Files.createDirectories(stack().folder().resolve("no-models"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
