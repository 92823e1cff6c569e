package io.millrace.benchmarks.inference;

import io.millrace.benchmarks.Service;
import io.millrace.benchmarks.Testbeds;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * Releases swapped under load, and the same load without them.
 *
 * @param swaps releases
 * @param apart time from one to the next
 * @param backlog events by which the capacity is measured
 * @param slack milliseconds that the p99 may lie above that without swaps, if a fifth is less
 * @param most growth of resident memory over the second half of the swaps, as a share of its mean
 */
record SwapsRow(
    int swaps,
    Duration apart,
    int backlog,
    double slack,
    double most,
    long seed,
    Testbeds<InferenceTestbed> testbeds)
    implements GuaranteeRow {

  static final String MODEL = "swapped";
  private static final int KEYS = 50;
  private static final double SHARE = 0.2; // of the p99 without swaps

  @Override
  public String name() {
    return "swaps";
  }

  @Override
  public String requirement() {
    return String.format(
        Locale.ROOT,
        "%d releases swapped at half the measured capacity, at least %s s apart: 0 errors, no batch"
            + " mixes versions, p99 within 20 %% or %.0f ms (the larger) of the same run without"
            + " swaps; slope of resident memory over the second half ≤ %.0f %%",
        swaps,
        apart.toMillis() / 1e3,
        slack,
        100 * most);
  }

  @Override
  public Measurement measure(Bench bench, InferenceTestbed bed) {
    Service service = bed.inference(bed.models().tiny(MODEL, 1));
    Path released = released(bed);
    int capacity = capacity(bed);
    bench.say("  capacity %,d events/s", capacity);
    SwapRun without = new SwapRun(bed, service, "swaps-none", capacity / 2, seed);
    Duration length = apart.multipliedBy(swaps);
    without.run(length, 0, apart, released);
    bench.say("  without swaps: %s", without);
    SwapRun with = new SwapRun(bed, service, "swaps-all", capacity / 2, seed);
    with.run(length, swaps, apart, released);
    bench.say("  with swaps: %s", with);
    return measurement(capacity, without, with);
  }

  /** Outside the directories that the service loads from when it starts. */
  private Path released(InferenceTestbed bed) {
    ProofModels elsewhere = bed.models().in("released");
    Path root = elsewhere.folder().resolve(MODEL);
    for (int version = 2; version <= swaps + 1; version++) {
      root = elsewhere.tiny(MODEL, version);
    }
    return root;
  }

  /** Events a second when there is always more to do. */
  private int capacity(InferenceTestbed bed) {
    TextLoad load = TextLoad.of("swaps-capacity", Keys.even(KEYS, seed));
    try (LoadRun run = new LoadRun(bed, load)) {
      int warmUp = backlog / 4;
      run.send(0, warmUp);
      run.settled(warmUp);
      long start = System.nanoTime();
      run.send(warmUp, backlog);
      run.settled(backlog);
      return (int) ((backlog - warmUp) * 1e9 / (System.nanoTime() - start));
    }
  }

  private Measurement measurement(int capacity, SwapRun without, SwapRun with) {
    double before = without.latencies().quantile(0.99);
    double after = with.latencies().quantile(0.99);
    boolean inTime = after <= before + Math.max(slack, SHARE * before);
    return Measurement.of(
            String.format(
                Locale.ROOT,
                "%s; %d errors, %d versions served, %d of %,d transactions mix versions;"
                    + " p99 %.0f ms, without swaps %.0f ms; resident memory %+.2f %%",
                with.account(),
                with.errors(),
                with.versions(),
                with.mixed(),
                with.transactions(),
                after,
                before,
                100 * with.growth()),
            with.account().exact()
                && without.account().exact()
                && with.errors() == 0
                && with.versions() == swaps + 1
                && with.mixed() == 0
                && inTime
                && with.growth() <= most)
        .withNote(
            String.format(
                Locale.ROOT,
                "Capacity %,d events/s with load, broker and reader on the same machine; latency"
                    + " counts from when an event was due. p50 %.0f ms, without swaps %.0f ms."
                    + " Memory %s; %s.",
                capacity,
                with.latencies().quantile(0.5),
                without.latencies().quantile(0.5),
                with.memory(),
                Service.memorySettings()));
  }
}
