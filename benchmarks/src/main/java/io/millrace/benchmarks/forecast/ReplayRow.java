package io.millrace.benchmarks.forecast;

import io.millrace.benchmarks.Testbeds;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was forecast live, forecast again by {@code millrace replay-log}: once as it was recorded,
 * with steps that were skipped, and once decided anew.
 *
 * @param series that are read in turn
 * @param steps of each
 */
record ReplayRow(int series, int steps, long seed, Testbeds<ForecastTestbed> testbeds)
    implements ForecastRow {

  private static final List<String> VARIATES = List.of("replayed-load", "replayed-heat");
  private static final int LOOKBACK = 16;
  private static final int HORIZON = 8;
  private static final int WIDTH = 64;
  private static final String SKIP_AFTER = "50ms"; // in a burst: for some of the steps

  @Override
  public String name() {
    return "replay";
  }

  @Override
  public String requirement() {
    return "a range that was live, again by millrace replay-log: equal to the bit with version,"
        + " batch shape and skips from the recorded forecasts and decisions; within 1e-05 when it"
        + " decides anew";
  }

  @Override
  public Measurement measure(Bench bench, ForecastTestbed bed) {
    Run recorded = run(bench, bed, "replay-recorded", SKIP_AFTER, List.of());
    Run anew = run(bench, bed, "replay-anew", "1h", List.of("--anew"));
    int skipped = series * steps - recorded.live.size();
    return Measurement.of(
            String.format(
                Locale.ROOT,
                "as recorded: %s, %,d steps had got no forecast; anew: %s",
                recorded.agreement(),
                skipped,
                anew.agreement()),
            BatchShapes.PINNED.allow(recorded.agreement())
                && BatchShapes.USUAL.allow(anew.agreement())
                && recorded.agreement().said() > 0
                && anew.agreement().said() > 0
                && skipped > series * LOOKBACK)
        .withNote(
            String.format(
                Locale.ROOT,
                "%d series of %d steps in one burst, batch shapes %s, seed %d; the second half of"
                    + " the steps is compared, the first gives it its state. As recorded: the live"
                    + " run skipped every overtaken step that had waited for %s.",
                series,
                steps,
                BatchShapes.USUAL,
                seed,
                SKIP_AFTER));
  }

  private record Run(SeriesAccount live, Agreement agreement) {}

  private Run run(
      Bench bench, ForecastTestbed bed, String name, String skipAfter, List<String> options) {
    SeriesLoad load = new SeriesLoad(name, series, VARIATES, seed);
    Path models = model(bed);
    bed.forecast(models, Map.of("millrace.forecast.skip-after", skipAfter));
    Instant from = SeriesLoad.START.plus(SeriesLoad.STEP.multipliedBy(steps / 2));
    try (SeriesRun live = new SeriesRun(bed, load)) {
      live.send(0, series * steps);
      live.settle(series * steps);
      bench.say("  %s: %,d live forecasts", name, live.forecasts().size());
      SeriesAccount again = replayed(bed, load, models, from, options);
      bench.say("  %s: %,d again", name, again.size());
      return new Run(live.forecasts(), Agreement.of(live.forecasts().since(from), again));
    }
  }

  private SeriesAccount replayed(
      ForecastTestbed bed, SeriesLoad load, Path models, Instant from, List<String> options) {
    Path out = bed.replayLog(load.run() + "-*", models, from, options);
    SeriesAccount account = SeriesAccount.forecasts(load);
    try (var lines = Files.lines(out.resolve("forecasts.ndjson"))) {
      lines.forEach(account::read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return account;
  }

  private Path model(ForecastTestbed bed) {
    ForecastContract contract =
        ForecastContract.of("replayed", VARIATES, SeriesLoad.STEP, LOOKBACK, HORIZON)
            .scaled(SeriesLoad.MEAN, SeriesLoad.DEVIATION);
    return bed.models().dense(contract, WIDTH, 1, seed);
  }
}
