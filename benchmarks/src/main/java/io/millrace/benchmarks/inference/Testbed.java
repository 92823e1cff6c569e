package io.millrace.benchmarks.inference;

import io.millrace.benchmarks.Service;
import io.millrace.benchmarks.Stack;
import io.millrace.workbench.proof.Bench;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Where a row is measured: a stack, the models of the proofs, and instances of inference-service,
 * which stay up until another configuration is asked for.
 */
final class Testbed implements AutoCloseable {

  /** The instance of rows that need one only. */
  static final String FIRST = "0";

  private record Running(Map<String, String> settings, Service service) {}

  private final Stack stack;
  private final ProofModels models;
  private final Map<String, Running> running = new HashMap<>(); // by instance

  Testbed(Stack stack, ProofModels models) {
    this.stack = stack;
    this.models = models;
  }

  /** With a broker of its own, which {@link #close} stops. */
  static Testbed fresh(Bench bench, String row) {
    Path folder = bench.cache().resolve("inference-guarantees").resolve(row);
    return new Testbed(
        Stack.fresh(bench.repository(), folder), new ProofModels(folder.resolve("models")));
  }

  Stack stack() {
    return stack;
  }

  ProofModels models() {
    return models;
  }

  ServiceGroup group() {
    return new ServiceGroup(stack);
  }

  /**
   * The only instance, ready.
   *
   * @param models roots of bundles, joined by commas
   */
  Service inference(Object models) {
    return inference(FIRST, models, Map.of());
  }

  /** An instance, ready: the one that runs, if its configuration is the same. */
  Service inference(String instance, Object roots, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("millrace.instance", instance);
    settings.put("millrace.models.directories", roots.toString());
    Running before = running.get(instance);
    if (before != null && before.settings.equals(settings) && before.service.isRunning()) {
      return before.service.ready();
    }
    stop(instance);
    Service service = stack.start(ServiceGroup.NAME, settings);
    running.put(instance, new Running(settings, service));
    return service.ready();
  }

  /** Stops an instance, if it runs. */
  void stop(String instance) {
    Running ended = running.remove(instance);
    if (ended != null) {
      ended.service.close();
    }
  }

  void stopServices() {
    Map.copyOf(running).keySet().forEach(this::stop);
  }

  @Override
  public void close() {
    stopServices();
    stack.close();
  }
}
