package io.millrace.benchmarks.speed;

import io.millrace.benchmarks.Latencies;
import io.millrace.benchmarks.Testbeds;
import io.millrace.events.TextEvent;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A load that steps from a tenth to nine tenths of what the service can do.
 *
 * @param backlog texts by which its capacity is measured before each step
 * @param low how long the low load lasts, and {@code high} the other
 * @param most seconds after which the queue must be empty
 */
record LoadStepRow(
    int backlog,
    int turns,
    Duration low,
    Duration high,
    double most,
    long seed,
    Testbeds<SpeedTestbed> testbeds)
    implements SpeedRow {

  private static final double LOW = 0.1;
  private static final double HIGH = 0.9;

  @Override
  public String name() {
    return "load-step";
  }

  @Override
  public String requirement() {
    return String.format(
        Locale.ROOT,
        "a step from 10 %% to 90 %% of the measured capacity: p99 reported; the queue is empty"
            + " ≤ %.0f s after the load ends",
        most);
  }

  @Override
  public Measurement measure(Bench bench, SpeedTestbed bed) {
    List<TextEvent> events = MixedTexts.of(bench, backlog, seed).events("step");
    Contender ours = bed.uncached();
    Drain.of(bed.stack(), ours, events.subList(0, backlog / 4));
    List<Double> capacities = new ArrayList<>();
    List<Double> p99 = new ArrayList<>();
    double emptied = 0;
    StringBuilder quantiles = new StringBuilder();
    for (int turn = 0; turn < turns; turn++) {
      // Anew each time: a noisy machine does not keep the speed of minutes ago.
      double capacity = Drain.of(bed.stack(), ours, events).perSecond();
      capacities.add(capacity);
      Phase calm =
          Phase.of(
              bed.stack(), ours, new TextStream("low" + turn, events), (int) (LOW * capacity), low);
      Phase step =
          Phase.of(
              bed.stack(),
              ours,
              new TextStream("high" + turn, events),
              (int) (HIGH * capacity),
              high);
      p99.add(step.latencies().quantile(0.99));
      emptied = Math.max(emptied, step.emptied());
      String line =
          String.format(
              Locale.ROOT,
              "of %.0f events/s: p50 %.0f → %.0f ms, p99 %.0f → %.0f ms; ",
              capacity,
              calm.latencies().quantile(0.5),
              step.latencies().quantile(0.5),
              calm.latencies().quantile(0.99),
              step.latencies().quantile(0.99));
      bench.say("  %sempty after %.2f s", line, step.emptied());
      quantiles.append(line);
    }
    return new Measurement(
        String.format(
            Locale.ROOT,
            "p99 %.0f ms in the median of %d steps; empty after %.2f s at most",
            Latencies.of(p99).quantile(0.5),
            turns,
            emptied),
        emptied <= most,
        p99,
        String.format(
            Locale.ROOT,
            "Capacity %,.0f events/s in the median, on a backlog of %,d texts before each step. %.0f s"
                + " of the low load, then %.0f s of the high one; latency counts from when an event was"
                + " due to when a reader had its committed inference. By turn, low → high:"
                + " %sspread: p99 of the high load. seed"
                + " %d",
            Latencies.of(capacities).quantile(0.5),
            backlog,
            low.toMillis() / 1e3,
            high.toMillis() / 1e3,
            quantiles,
            seed));
  }
}
