package io.millrace.benchmarks;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionState;

/** The transactions that a service has begun and not ended, as the broker knows them. */
record OpenTransactions(Admin admin, String prefix) {

  void awaitOne() {
    await("a transaction of " + prefix + " is open")
        .atMost(Duration.ofSeconds(60))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(this::any);
  }

  private boolean any() throws ExecutionException, InterruptedException {
    return admin
        .listTransactions(
            new ListTransactionsOptions().filterStates(List.of(TransactionState.ONGOING)))
        .all()
        .get()
        .stream()
        .anyMatch(transaction -> transaction.transactionalId().startsWith(prefix));
  }
}
