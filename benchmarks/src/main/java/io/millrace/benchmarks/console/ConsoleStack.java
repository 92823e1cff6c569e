package io.millrace.benchmarks.console;

import io.millrace.benchmarks.Service;
import io.millrace.benchmarks.Stack;
import io.millrace.workbench.proof.Bench;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What {@code millrace up} runs, with all its sources, but for services that may be killed: {@code
 * up} itself stops when one dies.
 *
 * @param services that the console asks, by name
 */
record ConsoleStack(Stack stack, Map<String, Service> services, Service console)
    implements AutoCloseable {

  static ConsoleStack fresh(Bench bench, String row) {
    Stack stack = Stack.fresh(bench.repository(), bench.cache().resolve("console").resolve(row));
    Map<String, Service> services = new LinkedHashMap<>();
    services.put("ingest-service", stack.start("ingest-service", sources(stack)));
    services.put(
        "inference-service",
        stack.start(
            "inference-service", Map.of("millrace.text.model", "*", "millrace.sensor.model", "*")));
    services.put("forecast-service", stack.start("forecast-service"));
    Map<String, String> addresses = new LinkedHashMap<>();
    services.forEach(
        (name, service) ->
            addresses.put(
                "millrace.console." + name.replace("-service", ""), service.at("").toString()));
    ConsoleStack all = new ConsoleStack(stack, services, stack.start("console", addresses));
    services.values().forEach(Service::ready);
    all.console.ready();
    return all;
  }

  /** Where ingest-service answers. */
  String ingest() {
    return Objects.requireNonNull(services.get("ingest-service")).at("").toString();
  }

  private static Map<String, String> sources(Stack stack) {
    Path recording = stack.repository().resolve("models/host-forecast/recording.csv");
    return Map.of(
        "millrace.sources.host.enabled", "true",
        "millrace.sources.frames.enabled", "true",
        "millrace.sources.logs.enabled", "true",
        "millrace.sources.logs.directory", stack.folder().toString(),
        "millrace.sources.recorded.enabled", "true",
        "millrace.sources.recorded.file", recording.toString(),
        "millrace.sources.recorded.position-file", stack.folder().resolve("position").toString());
  }

  @Override
  public void close() {
    console.close();
    services.values().forEach(Service::close);
    stack.close();
  }
}
