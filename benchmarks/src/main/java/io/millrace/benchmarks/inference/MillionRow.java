package io.millrace.benchmarks.inference;

import io.millrace.benchmarks.MemoryCurve;
import io.millrace.benchmarks.ResidentSet;
import io.millrace.benchmarks.Service;
import io.millrace.benchmarks.Testbeds;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Resident memory over very many inferences, as fast as they come.
 *
 * @param events no two of which are equal, so that none is answered from a cache
 * @param most growth over the second half, as a share of its mean
 */
record MillionRow(int events, double most, long seed, Testbeds<InferenceTestbed> testbeds)
    implements GuaranteeRow {

  private static final int KEYS = 100;

  /** Events under way at once: some tens of batches. */
  private static final int WINDOW = 20_000;

  private static final Duration BETWEEN_SAMPLES = Duration.ofMillis(500);
  private static final Duration SILENCE = Duration.ofSeconds(60);

  @Override
  public String name() {
    return "million";
  }

  @Override
  public String requirement() {
    return String.format(
        Locale.ROOT,
        "%,d inferences of a small model: slope of resident memory over the second half ≤ %.0f %%,"
            + " allocator setting named",
        events,
        100 * most);
  }

  @Override
  public Measurement measure(Bench bench, InferenceTestbed bed) {
    Service service = bed.inference(bed.models().tiny("tiny", 1));
    TextLoad load = TextLoad.of(name(), Keys.even(KEYS, seed));
    try (LoadRun run = new LoadRun(bed, load)) {
      long start = System.nanoTime();
      MemoryCurve curve = curve(bench, run, new ResidentSet(service.pid()));
      double seconds = (System.nanoTime() - start) / 1e9;
      Account account = run.settled(events);
      double growth = curve.growthOverSecondHalf();
      return Measurement.of(
              String.format(
                  Locale.ROOT,
                  "%s; resident memory %+.2f %% over the second half",
                  account,
                  100 * growth),
              account.exact() && growth <= most)
          .withNote(
              String.format(
                  Locale.ROOT,
                  "%.0f MiB at first, %.0f MiB at last, %d samples, %,.0f inferences/s on a machine"
                      + " shared with broker, load and reader; %s, as millrace up starts it.",
                  curve.first(),
                  curve.last(),
                  curve.size(),
                  events / seconds,
                  Service.memorySettings()));
    }
  }

  private MemoryCurve curve(Bench bench, LoadRun run, ResidentSet memory) {
    MemoryCurve curve = new MemoryCurve();
    int sent = 0;
    int scored = 0;
    long sampled = System.nanoTime();
    long progressed = sampled;
    while (scored < events && System.nanoTime() - progressed < SILENCE.toNanos()) {
      int next = Math.min(events, scored + WINDOW);
      run.send(sent, Math.max(sent, next));
      sent = Math.max(sent, next);
      run.outputs().poll();
      int now = run.outcome().scored();
      progressed = now > scored ? System.nanoTime() : progressed;
      scored = now;
      if (System.nanoTime() - sampled > BETWEEN_SAMPLES.toNanos()) {
        sampled = System.nanoTime();
        curve.add(scored, memory.size());
        say(bench, curve, scored);
      }
    }
    curve.add(scored, memory.size());
    return curve;
  }

  private static void say(Bench bench, MemoryCurve curve, int scored) {
    if (curve.size() % TimeUnit.MINUTES.toSeconds(1) == 0) { // each half minute
      bench.say("  %,d inferences, %.0f MiB", scored, curve.last());
    }
  }
}
