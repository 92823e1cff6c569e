package io.millrace.benchmarks.inference;

import io.millrace.benchmarks.OpenTransactions;
import io.millrace.benchmarks.Service;
import io.millrace.events.Topics;
import java.time.Duration;
import java.util.Random;
import org.awaitility.Awaitility;

/**
 * Kills a service some time after it has committed something, and if possible in the middle of a
 * transaction.
 *
 * @param spread of the seeded moments, the earliest of which is {@link Life#EARLIEST}
 */
record Killer(Testbed bed, Service service, LoadRun run, Duration spread, Random random) {

  /** How long a kill may wait for a transaction to be open, beyond its seeded moment. */
  private static final Duration WAIT = Duration.ofMillis(400);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The service is ready, so what its predecessor left open has been settled already. */
  Life life() {
    OpenTransactions transactions = new OpenTransactions(bed.stack().admin(), ServiceGroup.NAME);
    awaitCommit(bed.group());
    long commit = System.nanoTime();
    run.outputs().follow(moment());
    transactions.seenWithin(WAIT);
    service.kill();
    long after = Duration.ofNanos(System.nanoTime() - commit).toMillis();
    return new Life(after, transactions.any());
  }

  private Duration moment() {
    return Life.EARLIEST.plusMillis((long) (random.nextDouble() * spread.toMillis()));
  }

  private static void awaitCommit(ServiceGroup group) {
    long before = group.committed(Topics.TEXT_EVENTS);
    Awaitility.await("a commit")
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> group.committed(Topics.TEXT_EVENTS) > before);
  }
}
