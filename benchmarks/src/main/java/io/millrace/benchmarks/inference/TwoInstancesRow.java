package io.millrace.benchmarks.inference;

import io.millrace.benchmarks.Service;
import io.millrace.benchmarks.ServiceMetrics;
import io.millrace.benchmarks.SteadyLoad;
import io.millrace.benchmarks.Testbeds;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A second instance joins under a steady load and goes again.
 *
 * @param removals one round each
 * @param together how long both work
 * @param perSecond events
 */
record TwoInstancesRow(
    List<Removal> removals,
    Duration together,
    int perSecond,
    long seed,
    Testbeds<InferenceTestbed> testbeds)
    implements GuaranteeRow {

  private static final int KEYS = 200;
  private static final String SECOND = "1";

  /** Events that the two have committed while both were there. */
  private record Shares(double first, double second) {
    boolean bothWorked() {
      return first > 0 && second > 0;
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%,.0f + %,.0f", first, second);
    }
  }

  TwoInstancesRow {
    removals = List.copyOf(removals);
  }

  @Override
  public String name() {
    return "two-instances";
  }

  @Override
  public String requirement() {
    return "two instances, one added and one removed ("
        + String.join(", then ", removals.stream().map(this::word).toList())
        + ") under load: 0 events missing, 0 doubled, order kept per key, both at work";
  }

  private String word(Removal removal) {
    return removal == Removal.STOPPED ? "stopped" : "kill -9";
  }

  @Override
  public Measurement measure(Bench bench, InferenceTestbed bed) {
    Path models = bed.models().tiny("tiny", 1);
    Service first = bed.inference(models);
    TextLoad load = TextLoad.of(name(), Keys.even(KEYS, seed));
    List<Shares> shares = new ArrayList<>();
    try (LoadRun run = new LoadRun(bed, load);
        SteadyLoad steady = run.steady(perSecond)) {
      for (Removal removal : removals) {
        shares.add(round(bed, run, first, models, removal));
        bench.say(
            "  %s: %s events by the two; %,d of %,d scored",
            word(removal), shares.get(shares.size() - 1), run.outcome().scored(), steady.sent());
      }
      Account account = run.settled(steady.stop());
      return Measurement.of(
              account + "; " + shares + " by the first + the second",
              account.exact() && shares.stream().allMatch(Shares::bothWorked))
          .withNote(
              String.format(
                  Locale.ROOT,
                  "%,d events/s, seed %d. A static member that has gone, stopped or killed, keeps"
                      + " its partitions for the session timeout of 10 s.",
                  perSecond,
                  seed));
    }
  }

  private Shares round(
      InferenceTestbed bed, LoadRun run, Service first, Path models, Removal removal) {
    int alone = bed.group().members().size();
    Service second = bed.inference(SECOND, models, Map.of());
    run.await(() -> events(second) > 0);
    double before = events(first);
    run.outputs().follow(together);
    Shares shares = new Shares(events(first) - before, events(second));
    removal.of(second);
    run.await(() -> bed.group().members().size() <= alone && bed.group().isStable());
    return shares;
  }

  /** Whose outputs it has committed. */
  private static double events(Service service) {
    return ServiceMetrics.of(service).sum("millrace_events_total");
  }
}
