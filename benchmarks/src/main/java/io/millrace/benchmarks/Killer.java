package io.millrace.benchmarks;

import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/**
 * Kills a service some time after it has committed something, and if possible in the middle of a
 * transaction.
 *
 * @param topic that it reads and commits
 * @param outputs are followed meanwhile
 * @param spread of the seeded moments, the earliest of which is {@link Life#EARLIEST}
 */
public record Killer(
    Service service,
    ServiceGroup group,
    String topic,
    CommittedOutputs outputs,
    Duration spread,
    Random random) {

  /** How long a kill may wait for a transaction to be open, beyond its seeded moment. */
  private static final Duration WAIT = Duration.ofMillis(400);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The service is ready, so what its predecessor left open has been settled already. */
  private Life life() {
    OpenTransactions transactions = group.transactions();
    awaitCommit();
    long commit = System.nanoTime();
    outputs.follow(moment());
    transactions.seenWithin(WAIT);
    service.kill();
    long after = Duration.ofNanos(System.nanoTime() - commit).toMillis();
    return new Life(after, transactions.any());
  }

  /**
   * Again and again, until enough lives have ended; the service is ready when this returns.
   *
   * @param dead hears of each life before the service is started again
   */
  public void kill(Lives lives, Consumer<Life> dead) {
    while (!lives.areEnough()) {
      Life life = life();
      lives.add(life);
      dead.accept(life);
      service.start();
      service.ready();
    }
  }

  private Duration moment() {
    return Life.EARLIEST.plusMillis((long) (random.nextDouble() * spread.toMillis()));
  }

  private void awaitCommit() {
    long before = group.committed(topic);
    Awaitility.await("a commit")
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> group.committed(topic) > before);
  }
}
