package io.millrace.benchmarks.forecast;

import io.millrace.benchmarks.Testbeds;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code kill -9} again and again under a steady load, and the stores deleted; what was said is
 * compared with a run of the same readings under other names in which nothing happened.
 *
 * @param plan of each run
 * @param shapes one run each: the batch shapes of the service
 */
record KilledRow(KillPlan plan, List<BatchShapes> shapes, Testbeds<ForecastTestbed> testbeds)
    implements ForecastRow {

  KilledRow {
    shapes = List.copyOf(shapes);
  }

  @Override
  public String name() {
    return "killed";
  }

  @Override
  public String requirement() {
    return String.format(
        Locale.ROOT,
        "at least %d × kill -9 under load, at least %d with a transaction open, local state deleted"
            + " %d times on the way and at the end, aborted transactions in the log: none of the"
            + " forecasts and scores of an undisturbed run missing, none doubled, order kept; to the"
            + " bit with one batch shape, within %.0e with several",
        plan.kills(),
        plan.open(),
        plan.deletions(),
        BatchShapes.LAST_BITS);
  }

  @Override
  public Measurement measure(Bench bench, ForecastTestbed bed) {
    List<KilledRun.Result> results = new ArrayList<>();
    for (BatchShapes each : shapes) {
      bench.say("  batch shapes %s", each);
      results.add(new KilledRun(bench, bed, plan, each).result());
    }
    String reached = String.join("; ", results.stream().map(KilledRun.Result::toString).toList());
    return Measurement.of(reached, results.stream().allMatch(KilledRun.Result::isKept))
        .withNote(
            String.format(
                Locale.ROOT,
                "%d series, %d readings/s, seed %d. Open = the broker still lists the transaction"
                    + " when the process is dead. A process that comes back with its stores ends"
                    + " its own open transaction; one that lost them has another transactional id"
                    + " and waits until the broker ends it, after 30 s and up to 10 s more. With"
                    + " several shapes a forecast names the one it was run in: unequal by 0 are"
                    + " those that name another.",
                plan.series(),
                plan.perSecond(),
                plan.seed()));
  }
}
