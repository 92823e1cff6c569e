package io.millrace.benchmarks.inference;

import io.millrace.benchmarks.Service;
import io.millrace.benchmarks.Testbeds;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;

/**
 * A record that ends the process natively, whoever reads it; the row starts the service again each
 * time, as a supervisor would.
 *
 * @param good events beside it
 * @param most deaths until the record must be out of the way
 * @param patience until then
 */
record PoisonAbortRow(
    int good, int most, Duration patience, long seed, Testbeds<InferenceTestbed> testbeds)
    implements GuaranteeRow {

  private static final int KEYS = 8;
  private static final int LEAST = 2; // one death may have any cause
  private static final String TAG = "poison-abort-culprit";

  @Override
  public String name() {
    return "poison-abort";
  }

  @Override
  public String requirement() {
    return String.format(
        Locale.ROOT,
        "1 record per %d that ends the process natively: rejected after %d to %d deaths, bytes"
            + " equal, the others scored once and in order",
        good + 1,
        LEAST,
        most);
  }

  @Override
  public Measurement measure(Bench bench, InferenceTestbed bed) {
    Path models = bed.models().tripping("tripping", 1);
    Service service = bed.inference(models);
    TextLoad load = TextLoad.of(name(), Keys.even(KEYS, seed));
    Rejected rejected = new Rejected();
    try (LoadRun run = new LoadRun(bed, load, rejected::read)) {
      int place = new Random(seed).nextInt(good);
      run.send(0, place);
      bed.stack().send(rejected.tagged(TAG, Poison.text(TAG, load.key(place), Vocabulary.ABORT)));
      run.send(place, good);
      int deaths = supervised(bench, service, run, rejected);
      run.outputs().readToEnd();
      return measurement(run.outcome().account(good), rejected.fault(TAG), deaths);
    }
  }

  /** Until all is done, or one death more than is allowed. */
  private int supervised(Bench bench, Service service, LoadRun run, Rejected rejected) {
    long end = System.nanoTime() + patience.toNanos();
    int deaths = 0;
    while (!done(run, rejected) && deaths <= most && System.nanoTime() < end) {
      run.outputs().poll();
      if (!service.isRunning()) {
        deaths++;
        bench.say("  death %d; %d scored", deaths, run.outcome().scored());
        service.start();
      }
    }
    return deaths;
  }

  private boolean done(LoadRun run, Rejected rejected) {
    return rejected.count() == 1 && run.outcome().scored() == good;
  }

  private Measurement measurement(Account account, String fault, int deaths) {
    return Measurement.of(
        String.format(
            Locale.ROOT,
            "%s; culprit %s after %d deaths",
            account,
            fault.isEmpty() ? "rejected once with equal bytes" : fault,
            deaths),
        account.exact() && fault.isEmpty() && deaths >= LEAST && deaths <= most);
  }
}
