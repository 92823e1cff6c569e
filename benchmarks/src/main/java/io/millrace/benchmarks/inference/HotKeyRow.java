package io.millrace.benchmarks.inference;

import io.millrace.benchmarks.Service;
import io.millrace.benchmarks.ServiceMetrics;
import io.millrace.benchmarks.Testbeds;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.nio.file.Path;
import java.util.Locale;

/**
 * One key has half of all events, so one partition has most.
 *
 * @param events in the backlog that the service finds when it starts
 */
record HotKeyRow(int events, long seed, Testbeds<InferenceTestbed> testbeds)
    implements GuaranteeRow {

  private static final int OTHERS = 999;
  private static final double SHARE = 0.8;

  /** The default of {@code millrace.batch.records}: what a poll may hold. */
  private static final int LIMIT = 500;

  @Override
  public String name() {
    return "hot-key";
  }

  @Override
  public String requirement() {
    return "one key with half of all events, 999 others: order kept, mean batch > 80 % of what the"
        + " poll offers";
  }

  @Override
  public Measurement measure(Bench bench, InferenceTestbed bed) {
    Path models = bed.models().tiny("tiny", 1);
    TextLoad load = TextLoad.of(name(), Keys.hot(OTHERS, seed));
    bed.stop(InferenceTestbed.FIRST);
    try (LoadRun run = new LoadRun(bed, load)) {
      run.send(0, events);
      Service service = bed.inference(models);
      Account account = run.settled(events);
      return measurement(account, ServiceMetrics.of(service));
    }
  }

  private Measurement measurement(Account account, ServiceMetrics metrics) {
    double batch =
        metrics.sum("millrace_batch_size_sum") / metrics.sum("millrace_batch_size_count");
    return Measurement.of(
            String.format(
                Locale.ROOT,
                "%s; mean batch %.0f, %.0f %% of the %d that a poll may hold",
                account,
                batch,
                100 * batch / LIMIT,
                LIMIT),
            account.exact() && batch > SHARE * LIMIT)
        .withNote(
            String.format(
                Locale.ROOT,
                "A backlog, so that every poll could be full; 4 partitions, seed %d. A batch is what"
                    + " one transaction commits.",
                seed));
  }
}
