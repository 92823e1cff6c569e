package io.millrace.benchmarks.forecast;

import io.millrace.benchmarks.Folders;
import io.millrace.benchmarks.Service;
import io.millrace.benchmarks.Stack;
import io.millrace.benchmarks.Testbed;
import io.millrace.workbench.proof.Bench;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** With models, and one instance of forecast-service at a time. */
public final class ForecastTestbed extends Testbed {

  /** Also what its transactional ids begin with. */
  static final String SERVICE = "forecast-service";

  private final ForecastModels models;

  ForecastTestbed(Stack stack, ForecastModels models) {
    super(stack, SERVICE);
    this.models = models;
  }

  /** With a broker of its own, which {@link #close} stops. */
  public static ForecastTestbed fresh(Bench bench, String row) {
    Path folder = bench.cache().resolve("forecast-testbeds").resolve(row);
    return on(Stack.fresh(bench.repository(), folder));
  }

  /** With models in the stack's folder. */
  public static ForecastTestbed on(Stack stack) {
    return new ForecastTestbed(
        stack, new ForecastModels(stack.folder().resolve("forecast-models")));
  }

  public ForecastModels models() {
    return models;
  }

  /**
   * The instance, ready: the one that runs, if its configuration is the same. Its models serve
   * however bad they are, for most have drawn weights.
   *
   * @param roots of bundles, joined by commas
   */
  public Service forecast(Object roots, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(Map.of("millrace.forecast.demotion", "false"));
    all.putAll(settings);
    return service(FIRST, roots, all);
  }

  /** As a machine that was lost and came back with an empty disk; the service must not run. */
  public void deleteState() {
    Folders.delete(stack().state());
  }
}
