package io.millrace.benchmarks.inference;

import io.millrace.benchmarks.Service;
import io.millrace.benchmarks.ServiceWatch;
import io.millrace.benchmarks.Testbeds;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A model that takes seconds for a batch, and a backlog for it.
 *
 * @param events in the backlog
 * @param each time of a batch of the model, which holds up to 32 texts
 * @param settings of the service
 */
record SlowModelRow(
    int events,
    Duration each,
    Map<String, String> settings,
    long seed,
    Testbeds<InferenceTestbed> testbeds)
    implements GuaranteeRow {

  private static final int KEYS = 40;

  SlowModelRow {
    settings = Map.copyOf(settings);
  }

  @Override
  public String name() {
    return "slow-model";
  }

  @Override
  public String requirement() {
    return "a model that takes "
        + each.toSeconds()
        + " s a batch: no eviction, no fencing, no red health; each event scored once, in order";
  }

  @Override
  public Measurement measure(Bench bench, InferenceTestbed bed) {
    Service service =
        bed.inference(InferenceTestbed.FIRST, bed.models().slow("slow", 1, each), settings);
    TextLoad load = TextLoad.of(name(), Keys.even(KEYS, seed)).after(Vocabulary.SLOW);
    try (LoadRun run = new LoadRun(bed, load)) {
      bed.group().awaitStable();
      ServiceWatch watch = new ServiceWatch(service, bed.group());
      long start = System.nanoTime();
      run.send(0, events);
      run.await(
          () -> {
            watch.look();
            return run.outcome().scored() >= events;
          });
      double seconds = (System.nanoTime() - start) / 1e9;
      Account account = run.settled(events);
      List<String> trouble = watch.trouble();
      trouble.forEach(line -> bench.say("  %s", line));
      return Measurement.of(
              String.format(
                  Locale.ROOT,
                  "%s; %d rebalances or failures in the log, %s",
                  account,
                  trouble.size(),
                  watch),
              account.exact() && trouble.isEmpty() && watch.calm())
          .withNote(
              String.format(
                  Locale.ROOT,
                  "All in %.0f s: %.1f s for each 32 events. seed %d",
                  seconds,
                  seconds / Math.ceil(events / 32.0),
                  seed));
    }
  }
}
