package io.millrace.inference;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Polls a topic, has each batch handled, and commits its outputs and offsets in one transaction.
 *
 * <p>A batch that fails leaves nothing behind: it is aborted, every assigned partition goes back to
 * its committed offset, and after a wait the records come again. When the clients cannot be sure of
 * what happened, or are fenced, both are closed and made anew, which settles the transaction. There
 * is no failure after which the loop goes on from a position that is not committed.
 *
 * <p>One thread runs it; {@link #stop} and {@link #state} are for any thread.
 */
final class TransactionalLoop implements Runnable {

  private static final Duration POLL_TIMEOUT = Duration.ofMillis(500);

  private final String topic;
  private final ClientFactory factory;
  private final BatchHandler<?> handler;
  private final Backoff backoff;
  private final LoopListener listener;
  private final Logger log;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile LoopState state = new LoopState.Connecting();
  private volatile @Nullable Clients current;

  TransactionalLoop(
      String topic,
      ClientFactory factory,
      BatchHandler<?> handler,
      Backoff backoff,
      LoopListener listener,
      Logger log) {
    this.topic = topic;
    this.factory = factory;
    this.handler = handler;
    this.backoff = backoff;
    this.listener = listener;
    this.log = log;
  }

  String topic() {
    return topic;
  }

  LoopState state() {
    return state;
  }

  /** Asks the loop to end after the batch in hand. */
  void stop() {
    stopping.countDown();
    Clients clients = current;
    if (clients != null) {
      clients.wakeup();
    }
  }

  @Override
  public void run() {
    try {
      while (isWanted()) {
        runWithFreshClients();
      }
      state = state.stopped();
    } catch (Error e) {
      state = state.died(String.valueOf(e));
      log.fatalf(e, "%s: the loop has died", topic);
      throw e;
    }
  }

  private boolean isWanted() {
    return stopping.getCount() > 0;
  }

  private void runWithFreshClients() {
    LoopState.Connecting connecting = new LoopState.Connecting();
    state = connecting;
    try (Clients clients = factory.create()) {
      current = clients;
      clients.start(topic);
      while (isWanted()) {
        ConsumerRecords<byte[], byte[]> records = clients.poll(POLL_TIMEOUT);
        state = connecting.connected();
        if (!records.isEmpty()) {
          handle(clients, records);
        }
      }
    } catch (WakeupException e) {
      log.debugf("%s: woken up to stop", topic);
    } catch (RuntimeException e) {
      retryLater(e);
    } finally {
      current = null;
    }
  }

  private void handle(Clients clients, ConsumerRecords<byte[], byte[]> records) {
    try {
      HandledBatch batch = handler.handle(inOrder(records));
      clients.commit(batch.outputs(), records.nextOffsets());
      backoff.reset();
      listener.committed(topic, batch);
    } catch (RuntimeException e) {
      if (e instanceof WakeupException || Failures.needsNewClients(e)) {
        throw e;
      }
      clients.rewind();
      retryLater(e);
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> inOrder(
      ConsumerRecords<byte[], byte[]> records) {
    List<ConsumerRecord<byte[], byte[]>> list = new ArrayList<>(records.count());
    records.forEach(list::add);
    return list;
  }

  private void retryLater(RuntimeException failure) {
    if (!isWanted()) {
      return;
    }
    Duration delay = backoff.next();
    String reason = Failures.sentence(failure);
    state = state.failed(reason);
    log.warnf("%s: trying again in %d ms: %s", topic, delay.toMillis(), reason);
    log.debug("The failure", failure);
    await(delay);
  }

  private void await(Duration delay) {
    try {
      if (stopping.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
        log.debugf("%s: stopping", topic);
      }
    } catch (InterruptedException e) {
      stopping.countDown();
      Thread.currentThread().interrupt();
    }
  }
}
