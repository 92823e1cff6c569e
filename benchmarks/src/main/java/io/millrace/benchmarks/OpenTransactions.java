package io.millrace.benchmarks;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The transactions that a service has begun and not ended, as the broker knows them.
 *
 * @param prefix of their transactional ids
 */
public record OpenTransactions(Admin admin, String prefix) {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  public void awaitOne() {
    awaitOne(PATIENCE);
  }

  /**
   * @return whether one was seen open in time
   */
  public boolean seenWithin(Duration patience) {
    try {
      awaitOne(patience);
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
    }
  }

  private void awaitOne(Duration patience) {
    await("a transaction of " + prefix + " is open")
        .atMost(patience)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(this::any);
  }

  /** Whether one is open now. */
  public boolean any() {
    return ongoing().stream()
        .anyMatch(transaction -> transaction.transactionalId().startsWith(prefix));
  }

  private Collection<TransactionListing> ongoing() {
    ListTransactionsOptions open =
        new ListTransactionsOptions().filterStates(List.of(TransactionState.ONGOING));
    return ServiceGroup.answer(admin.listTransactions(open).all());
  }
}
