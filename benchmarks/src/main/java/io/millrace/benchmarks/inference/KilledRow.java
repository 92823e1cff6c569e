package io.millrace.benchmarks.inference;

import io.millrace.benchmarks.Service;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
record KilledRow(int kills, int open, Duration latest, int perSecond, long seed, Testbeds testbeds)
    implements GuaranteeRow {

  private static final int KEYS = 50;

  /** A machine on which so few kills find a transaction open shows nothing. */
  private static final int KILLS_FACTOR = 3;

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
  public Measurement measure(Bench bench, Testbed bed) {
    Path models = bed.models().tiny("tiny", 1);
    Service service = bed.inference(models);
    TextLoad load = TextLoad.of(name(), Keys.even(KEYS, seed));
    try (LoadRun run = new LoadRun(bed, load);
        SteadyLoad steady = run.steady(perSecond)) {
      List<Life> lives = lives(bench, bed, service, run, steady);
      Account account = run.settled(steady.stop());
      return measurement(account, lives, run.aborted());
    }
  }

  private List<Life> lives(
      Bench bench, Testbed bed, Service service, LoadRun run, SteadyLoad steady) {
    Killer killer = new Killer(bed, service, run, latest.minus(Life.EARLIEST), new Random(seed));
    List<Life> lives = new ArrayList<>();
    while (!enough(lives)) {
      Life life = killer.life();
      lives.add(life);
      bench.say(
          "  life %d: %s; %,d of %,d scored",
          lives.size(), life, run.outcome().scored(), steady.sent());
      service.start();
      service.ready();
    }
    return lives;
  }

  private boolean enough(List<Life> lives) {
    return lives.size() >= kills && openOf(lives) >= open || lives.size() >= KILLS_FACTOR * kills;
  }

  private static long openOf(List<Life> lives) {
    return lives.stream().filter(Life::open).count();
  }

  private boolean hasWhatItNeeds(List<Life> lives) {
    return lives.size() >= kills
        && openOf(lives) >= open
        && lives.stream().allMatch(Life::isOfItsLength);
  }

  private Measurement measurement(Account account, List<Life> lives, long aborted) {
    long soonest = lives.stream().mapToLong(Life::after).min().orElseThrow();
    long last = lives.stream().mapToLong(Life::after).max().orElseThrow();
    return Measurement.of(
            String.format(
                Locale.ROOT,
                "%s; %d kills, %d with a transaction open, %,d records of aborted transactions",
                account,
                lives.size(),
                openOf(lives),
                aborted),
            account.exact() && hasWhatItNeeds(lives) && aborted > 0)
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
                soonest,
                last));
  }
}
