package io.millrace.benchmarks.inference;

import io.millrace.benchmarks.Killer;
import io.millrace.benchmarks.Life;
import io.millrace.benchmarks.Lives;
import io.millrace.benchmarks.Service;
import io.millrace.benchmarks.SteadyLoad;
import io.millrace.benchmarks.Testbeds;
import io.millrace.events.Topics;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;

/**
 * {@code kill -9} again and again under a steady load.
 *
 * @param kills at least
 * @param open how many of them, at least, with a transaction open
 * @param latest of the seeded moments, after a life's first commit
 * @param perSecond events
 */
record KilledRow(
    int kills,
    int open,
    Duration latest,
    int perSecond,
    long seed,
    Testbeds<InferenceTestbed> testbeds)
    implements GuaranteeRow {

  private static final int KEYS = 50;

  @Override
  public String name() {
    return "killed";
  }

  @Override
  public String requirement() {
    return String.format(
        Locale.ROOT,
        "at least %d × kill -9 under load, each 0.5 to 4 s after that life's first commit, at least"
            + " %d with a transaction open, and aborted transactions in the log: 0 events missing,"
            + " 0 doubled, order kept per key",
        kills,
        open);
  }

  @Override
  public Measurement measure(Bench bench, InferenceTestbed bed) {
    Path models = bed.models().tiny("tiny", 1);
    Service service = bed.inference(models);
    TextLoad load = TextLoad.of(name(), Keys.even(KEYS, seed));
    try (LoadRun run = new LoadRun(bed, load);
        SteadyLoad steady = run.steady(perSecond)) {
      Lives lives = lives(bench, bed, service, run, steady);
      Account account = run.settled(steady.stop());
      return measurement(account, lives, run.aborted());
    }
  }

  private Lives lives(
      Bench bench, InferenceTestbed bed, Service service, LoadRun run, SteadyLoad steady) {
    Killer killer =
        new Killer(
            service,
            bed.group(),
            Topics.TEXT_EVENTS,
            run.outputs(),
            latest.minus(Life.EARLIEST),
            new Random(seed));
    Lives lives = new Lives(kills, open);
    killer.kill(
        lives,
        life ->
            bench.say(
                "  life %d: %s; %,d of %,d scored",
                lives.count(), life, run.outcome().scored(), steady.sent()));
    return lives;
  }

  private Measurement measurement(Account account, Lives lives, long aborted) {
    return Measurement.of(
            String.format(
                Locale.ROOT,
                "%s; %s, %,d records of aborted transactions",
                account,
                lives,
                aborted),
            account.exact() && lives.areAsWanted() && aborted > 0)
        .withNote(
            String.format(
                Locale.ROOT,
                "%,d events/s, seed %d; killed %d to %d ms after the first commit that was seen"
                    + " once it was ready. Open = the broker still lists the transaction when the"
                    + " process is dead. Classic group protocol,"
                    + " range assignor, static members with a session timeout of 10 s: who comes"
                    + " back in that time takes its partitions without a rebalance, and its"
                    + " transactional id aborts what was open (docs/decisions/0006).",
                perSecond,
                seed,
                lives.shortest(),
                lives.longest()));
  }
}
