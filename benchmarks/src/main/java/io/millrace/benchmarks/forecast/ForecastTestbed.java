package io.millrace.benchmarks.forecast;

import io.millrace.benchmarks.Folders;
import io.millrace.benchmarks.Service;
import io.millrace.benchmarks.Stack;
import io.millrace.benchmarks.Testbed;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.replaylog.ReplayLogCommand;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** With models, and one instance of forecast-service at a time. */
public final class ForecastTestbed extends Testbed {

  /** Also what its transactional ids begin with. */
  static final String SERVICE = "forecast-service";

  /** Models serve however bad they are, for most have drawn weights. */
  private static final Map<String, String> SETTINGS = Map.of("millrace.forecast.demotion", "false");

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
   * The instance, ready: the one that runs, if its configuration is the same.
   *
   * @param roots of bundles, joined by commas
   */
  public Service forecast(Object roots, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(SETTINGS);
    all.putAll(settings);
    return service(FIRST, roots, all);
  }

  /**
   * What the log gives again, by {@code millrace replay-log} with this testbed's settings.
   *
   * @param series whose log is read; {@code *} stands for anything
   * @param from first issue time
   * @param options further ones of the command
   * @return the folder of what it wrote
   */
  public Path replayLog(String series, Path models, Instant from, List<String> options) {
    Path out = stack().folder().resolve(series.replace("*", "all"));
    List<String> words = new ArrayList<>(options);
    words.addAll(List.of("--bootstrap", stack().bootstrapServers()));
    words.addAll(List.of("--models", models.toString(), "--series", series));
    words.addAll(List.of("--from", from.toString(), "--out", out.toString()));
    SETTINGS.forEach((key, value) -> words.addAll(List.of("--set", key + "=" + value)));
    int exit =
        new CommandLine(new ReplayLogCommand(stack().repository()))
            .execute(words.toArray(new String[0]));
    if (exit != 0) {
      throw new IllegalStateException("millrace replay-log ended with " + exit);
    }
    return out;
  }

  /** As a machine that was lost and came back with an empty disk; the service must not run. */
  public void deleteState() {
    Folders.delete(stack().state());
  }
}
