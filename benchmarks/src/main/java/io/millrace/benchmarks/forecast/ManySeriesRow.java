package io.millrace.benchmarks.forecast;

import io.millrace.benchmarks.CommittedOutputs;
import io.millrace.benchmarks.Latencies;
import io.millrace.benchmarks.Testbeds;
import io.millrace.events.Topics;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Many series, all of which are read at the same moment, once a step: when the last of them has its
 * forecast, and how large their state and its changelogs are.
 *
 * @param every from one step to the next, by the wall clock
 * @param steps measured
 * @param longest from the moment that a step is due to the last committed forecast of it
 * @param most bytes of state of a series
 */
record ManySeriesRow(
    int series,
    Duration every,
    int steps,
    Duration longest,
    int most,
    long seed,
    Testbeds<ForecastTestbed> testbeds)
    implements ForecastRow {

  private static final String MODEL = "many";
  private static final int WARM = 97; // steps: the model looks back on 96
  private static final DrawnNetworks.PatchSize SIZE = DrawnNetworks.PatchSize.SMALL;

  @Override
  public String name() {
    return "many-series";
  }

  @Override
  public String requirement() {
    return String.format(
        Locale.ROOT,
        "%,d univariate series, all due at once every %d s, 96 to 24, width 64: each forecast within"
            + " %d s of its step for %d steps; at most %d KiB of state a series; changelog bytes an"
            + " observation reported",
        series,
        every.toSeconds(),
        longest.toSeconds(),
        steps,
        most / 1024);
  }

  @Override
  public Measurement measure(Bench bench, ForecastTestbed bed) {
    Path models =
        new DrawnNetworks(bed.stack().folder().resolve("drawn"), seed)
            .patches(MODEL, SeriesLoad.STEP, SIZE);
    // Nobody forecasts the steps before: they only make the past.
    bed.forecast(models, Map.of("millrace.forecast.naive-fewest", Integer.toString(WARM)));
    SeriesLoad load = new SeriesLoad(MODEL, series, List.of(MODEL), seed);
    send(bed, load, 0, WARM);
    bed.group().awaitCommitted(Topics.SERIES_EVENTS, Duration.ofMinutes(15));
    bench.say("  %,d series have their past", series);
    Watched watched = new Watched(load, every, WARM, steps);
    try (CommittedOutputs outputs = new CommittedOutputs(bed.stack(), watched.readers())) {
      watched.begin();
      for (int step = 0; step < steps; step++) {
        watched.followUntilDue(outputs, step);
        send(bed, load, WARM + step, WARM + step + 1);
      }
      watched.followUntilDue(outputs, steps);
      outputs.readToEnd();
    }
    return measurement(watched);
  }

  private static void send(ForecastTestbed bed, SeriesLoad load, int from, int to) {
    for (int number = from * load.series(); number < to * load.series(); number++) {
      bed.stack().send(load.record(number));
    }
    bed.stack().flush();
  }

  private Measurement measurement(Watched watched) {
    double slowest = new Latencies(watched.seconds()).quantile(1);
    int state = watched.sizes().largest();
    int lacking = steps * series - watched.forecasts();
    return Measurement.of(
            String.format(
                Locale.ROOT,
                "the last forecast of a step came %.1f s after it at the median, %.1f s at most; %d"
                    + " lacking; %.1f KiB of state a series; %,d changelog bytes an observation",
                new Latencies(watched.seconds()).quantile(0.5),
                slowest,
                lacking,
                state / 1024.0,
                watched.sizes().written() / (steps * series)),
            slowest <= longest.toSeconds() && lacking == 0 && state <= most)
        .withNote(
            String.format(
                Locale.ROOT,
                "%s; the largest state of all series; bytes of keys and values before"
                    + " compression; times of readings lie %d s apart, whenever they are sent;"
                    + " seed %d",
                SIZE,
                SeriesLoad.STEP.toSeconds(),
                seed));
  }
}
