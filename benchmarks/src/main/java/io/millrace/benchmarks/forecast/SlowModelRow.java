package io.millrace.benchmarks.forecast;

import io.millrace.benchmarks.Service;
import io.millrace.benchmarks.ServiceWatch;
import io.millrace.benchmarks.Testbeds;
import io.millrace.events.Topics;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A model that takes seconds for a call, and more series that are due at once than fit a budget.
 *
 * @param each time of a call, however many rows it has
 * @param budget of the passes between two commits
 * @param settings of the service beside it
 */
record SlowModelRow(
    int series,
    Duration each,
    Duration budget,
    Map<String, String> settings,
    long seed,
    Testbeds<ForecastTestbed> testbeds)
    implements ForecastRow {

  private static final String MODEL = "slow";

  private static final int LOOKBACK = 8;

  /** Of a commit, and of a machine whose cores are all at work on the model. */
  private static final Duration SLACK = Duration.ofSeconds(5);

  private static final Duration LONGEST = Duration.ofSeconds(120);

  SlowModelRow {
    Map<String, String> all = new HashMap<>(settings);
    // A step that is told: no readings go by until it shows, and each closes its own.
    all.put("millrace.jobs[1].name", MODEL);
    all.put("millrace.jobs[1].series", MODEL + "-*");
    all.put("millrace.jobs[1].step", SeriesLoad.STEP.toString());
    settings = Map.copyOf(all);
  }

  @Override
  public String name() {
    return "slow-model";
  }

  @Override
  public String requirement() {
    return String.format(
        Locale.ROOT,
        "a model that takes %.1f s a call, %,d series due at once: no eviction, no fencing, no red"
            + " health; commits never further apart than the budget of %.1f s, the call that began"
            + " in it and %d s; each series forecast once",
        each.toMillis() / 1e3,
        series,
        budget.toMillis() / 1e3,
        SLACK.toSeconds());
  }

  @Override
  public Measurement measure(Bench bench, ForecastTestbed bed) {
    SeriesLoad load = new SeriesLoad("slow", series, List.of(MODEL), seed);
    ForecastContract contract =
        ForecastContract.of(MODEL, load.variates(), SeriesLoad.STEP, LOOKBACK, 4);
    Path models = bed.models().slow(contract, 1, each);
    Service service = bed.forecast(models, settings);
    try (SeriesRun run = new SeriesRun(bed, load)) {
      run.send(0, (LOOKBACK - 1) * series);
      bed.group().awaitStable();
      bed.group().awaitCommitted(Topics.SERIES_EVENTS, LONGEST);
      ServiceWatch watch = new ServiceWatch(service, bed.group());
      Gaps gaps = new Gaps();
      run.send((LOOKBACK - 1) * series, LOOKBACK * series);
      run.outputs()
          .await(
              () -> {
                gaps.look(run.forecasts().size());
                watch.look();
                return run.forecasts().size() >= series;
              },
              LONGEST);
      double seconds = gaps.whole();
      run.settle(LOOKBACK * series);
      return measurement(bench, run, watch, gaps.longest(), seconds);
    }
  }

  private Measurement measurement(
      Bench bench, SeriesRun run, ServiceWatch watch, double longest, double seconds) {
    List<String> trouble = watch.trouble();
    trouble.forEach(line -> bench.say("  %s", line));
    SeriesAccount forecasts = run.forecasts();
    boolean once = forecasts.size() == series && forecasts.doubled() == 0 && run.skips() == 0;
    double bound = budget.plus(each).plus(SLACK).toMillis() / 1e3;
    return Measurement.of(
            String.format(
                Locale.ROOT,
                "%,d series forecast, %d twice, %d skipped; commits at most %.1f s apart; %d"
                    + " rebalances or failures in the log, %s",
                forecasts.size(),
                forecasts.doubled(),
                run.skips(),
                longest,
                trouble.size(),
                watch),
            once && longest <= bound && trouble.isEmpty() && watch.calm())
        .withNote(
            String.format(
                Locale.ROOT,
                "All in %.0f s, while two threads share the cores: a call alone takes %.1f s."
                    + " seed %d",
                seconds,
                each.toMillis() / 1e3,
                seed));
  }

  /** How far the moments lie apart at which more is seen. */
  private static final class Gaps {

    private final long start = System.nanoTime();
    private long last = start;
    private long longest;
    private int seen;

    void look(int now) {
      if (now > seen) {
        longest = Math.max(longest, System.nanoTime() - last);
        last = System.nanoTime();
        seen = now;
      }
    }

    /** Seconds. */
    double longest() {
      return longest / 1e9;
    }

    /** Seconds to the last. */
    double whole() {
      return (last - start) / 1e9;
    }
  }
}
