package io.millrace.benchmarks.inference;

import io.millrace.benchmarks.Service;
import io.millrace.benchmarks.SteadyLoad;
import io.millrace.benchmarks.Testbeds;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * The broker is stopped under a steady load and started again.
 *
 * @param away from when it has stopped to when it is started
 * @param around how long the load goes on before and after
 * @param perSecond events
 */
record BrokerAwayRow(
    Duration away, Duration around, int perSecond, long seed, Testbeds<InferenceTestbed> testbeds)
    implements GuaranteeRow {

  private static final int KEYS = 50;
  private static final Duration RECOVERY = Duration.ofSeconds(90);
  private static final Duration LOOK = Duration.ofMillis(200);

  @Override
  public String name() {
    return "broker-away";
  }

  @Override
  public String requirement() {
    return "broker stopped for "
        + away.toSeconds()
        + " s under load and started again: 0 events missing, 0 doubled, order kept per key,"
        + " without a restart of the service, which is ready again by itself";
  }

  @Override
  public Measurement measure(Bench bench, InferenceTestbed bed) {
    Service service = bed.inference(bed.models().tiny("tiny", 1));
    long process = service.pid();
    TextLoad load = TextLoad.of(name(), Keys.even(KEYS, seed));
    try (LoadRun run = new LoadRun(bed, load);
        SteadyLoad steady = run.steady(perSecond)) {
      run.outputs().follow(around);
      bench.say("  %,d of %,d scored; stopping", run.outcome().scored(), steady.sent());
      int before = steady.sent();
      bed.stack().stopBroker();
      int notLive = looksNotLive(service);
      bed.stack().startBroker();
      Duration recovery = recovery(service);
      bench.say("  ready again %d ms after the broker", recovery.toMillis());
      run.await(steady::isOnTime);
      int meanwhile = steady.sent() - before;
      run.outputs().follow(around);
      Account account = run.settled(steady.stop());
      boolean same = service.isRunning() && service.pid() == process;
      return Measurement.of(
              String.format(
                  Locale.ROOT,
                  "%s; %s, ready again %.1f s after the broker",
                  account,
                  same ? "the same process" : "ANOTHER PROCESS",
                  recovery.toMillis() / 1000.0),
              account.exact() && same && notLive == 0 && service.isReady())
          .withNote(
              String.format(
                  Locale.ROOT,
                  "%,d events/s; %,d became due from the stop until the sender, too, had caught up;"
                      + " seed %d. Liveness was red at %d looks while there was no broker.",
                  perSecond,
                  meanwhile,
                  seed,
                  notLive));
    }
  }

  /** How often the service says, while there is no broker, that a restart would help it. */
  private int looksNotLive(Service service) {
    int red = 0;
    long end = System.nanoTime() + away.toNanos();
    while (System.nanoTime() < end) {
      red += service.isLive() ? 0 : 1;
      pause();
    }
    return red;
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Duration recovery(Service service) {
    long start = System.nanoTime();
    Awaitility.await("ready again").atMost(RECOVERY).pollInterval(LOOK).until(service::isReady);
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
