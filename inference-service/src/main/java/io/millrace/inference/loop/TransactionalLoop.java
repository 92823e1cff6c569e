package io.millrace.inference.loop;

import io.millrace.releases.topics.Backoff;
import io.millrace.releases.topics.StopSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
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
 * <p>A poll that would take too long is cut: the first part is committed with its own offsets, the
 * rest comes again. A record that ends the process is found and refused, see {@link Caution}.
 *
 * <p>One thread runs it; {@link #stop}, {@link #state} and {@link #lag} are for any thread.
 *
 * @param <O> what comes of a batch
 */
public final class TransactionalLoop<O extends Outputs> implements Runnable {

  private static final Duration POLL_TIMEOUT = Duration.ofMillis(500);

  private final String topic;
  private final ClientFactory factory;
  private final RecordHandler<O> handler;
  private final Gate gate;
  private final Backoff backoff;
  private final LoopListener<O> listener;
  private final Logger log;
  private final Pace pace;
  private final Caution caution;
  private final Turns turns;
  private final StopSignal stopping = new StopSignal();
  private volatile LoopState state = new LoopState.Connecting();
  private volatile long lag;
  private volatile @Nullable Clients current;

  public TransactionalLoop(
      String topic,
      ClientFactory factory,
      RecordHandler<O> handler,
      LoopSettings settings,
      Gate gate,
      Backoff backoff,
      LoopListener<O> listener,
      Logger log) {
    this.topic = topic;
    this.factory = factory;
    this.handler = handler;
    this.gate = gate;
    this.backoff = backoff;
    this.listener = listener;
    this.log = log;
    this.pace = new Pace(settings.longest(), handler::expectedPerRecord);
    this.caution = new Caution(settings.life(), settings.records());
    this.turns = settings.turns();
  }

  public String topic() {
    return topic;
  }

  public LoopState state() {
    return state;
  }

  /** Records that wait in its partitions. */
  public long lag() {
    return lag;
  }

  /** Asks the loop to end after the batch in hand. */
  public void stop() {
    stopping.give();
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
    return !stopping.isGiven();
  }

  private void runWithFreshClients() {
    LoopState.Connecting connecting = new LoopState.Connecting();
    state = connecting;
    try (Clients clients = factory.create()) {
      current = clients;
      caution.forget();
      clients.start(topic);
      workUntilStopped(clients, connecting);
      if (caution.mayHaveMarked()) {
        clients.commit(caution.clean(clients.committed(clients.assignment())));
      }
    } catch (RuntimeException e) {
      retryLater(e);
    } finally {
      current = null;
    }
  }

  private void workUntilStopped(Clients clients, LoopState.Connecting connecting) {
    try {
      while (isWanted()) {
        ConsumerRecords<byte[], byte[]> records = poll(clients, connecting);
        if (!records.isEmpty()) {
          handle(clients, records);
        }
      }
    } catch (WakeupException e) {
      log.debugf("%s: woken up to stop", topic);
    }
  }

  private ConsumerRecords<byte[], byte[]> poll(Clients clients, LoopState.Connecting connecting) {
    Optional<String> closed = gate.closed();
    clients.pause(closed.isPresent());
    ConsumerRecords<byte[], byte[]> records = clients.poll(POLL_TIMEOUT);
    lag = clients.lag();
    enter(closed.isPresent() ? connecting.paused(closed.get()) : connecting.connected());
    if (closed.isEmpty()) {
      return records;
    }
    clients.seek(Part.starts(Part.inOrder(records))); // of partitions assigned within this poll
    return ConsumerRecords.empty();
  }

  private void enter(LoopState next) {
    if (next instanceof LoopState.Paused && !next.equals(state)) {
      log.warnf("%s: %s", topic, next.describe());
    }
    state = next;
  }

  private void handle(Clients clients, ConsumerRecords<byte[], byte[]> polled) {
    List<ConsumerRecord<byte[], byte[]>> records = Part.inOrder(polled);
    try {
      meet(clients, records);
      Part part = Part.of(polled, Math.min(pace.allowed(), caution.together(records)));
      Runnable work = () -> commit(clients, part, records.size());
      if (caution.isCareful(records.get(0))) {
        turns.alone(work);
      } else {
        turns.together(work);
      }
      clients.seek(part.rest());
      backoff.reset();
    } catch (RuntimeException e) {
      if (e instanceof WakeupException) {
        throw e;
      }
      tell(() -> listener.failed(topic, records, e));
      caution.forget();
      if (Failures.needsNewClients(e)) {
        throw e;
      }
      clients.rewind(Part.starts(records));
      retryLater(e);
    }
  }

  private void meet(Clients clients, List<ConsumerRecord<byte[], byte[]>> records) {
    Map<TopicPartition, ConsumerRecord<byte[], byte[]>> heads = new LinkedHashMap<>();
    records.forEach(record -> heads.putIfAbsent(Part.partition(record), record));
    heads.keySet().retainAll(caution.strangers(heads.keySet(), clients.assignment()));
    if (!heads.isEmpty()) {
      Map<TopicPartition, OffsetAndMetadata> committed = clients.committed(heads.keySet());
      heads.forEach((partition, head) -> caution.meet(head, committed.get(partition)));
    }
  }

  private void commit(Clients clients, Part part, int polled) {
    Instant start = Instant.now();
    long begun = System.nanoTime();
    O outputs = outputs(clients, part.records());
    long handled = System.nanoTime();
    Map<TopicPartition, OffsetAndMetadata> past = caution.past(part.next());
    clients.commit(outputs.records(), past);
    caution.committed(past);
    Duration handling = Duration.ofNanos(handled - begun);
    pace.took(part.records().size(), handling);
    Duration committing = Duration.ofNanos(System.nanoTime() - handled);
    Committed<O> committed =
        new Committed<>(topic, part.records(), outputs, polled, start, handling, committing);
    tell(() -> listener.committed(committed));
  }

  /** Whoever listens has no say in what is committed. */
  private void tell(Runnable news) {
    try {
      news.run();
    } catch (RuntimeException e) {
      log.warnf(e, "%s: a listener failed", topic);
    }
  }

  private O outputs(Clients clients, List<ConsumerRecord<byte[], byte[]>> records) {
    ConsumerRecord<byte[], byte[]> first = records.get(0);
    if (caution.isCulprit(first)) {
      log.errorf(
          "%s-%d@%d is refused unread: %s",
          topic, first.partition(), first.offset(), caution.reason());
      return handler.refuse(first, caution.reason());
    }
    clients.commit(caution.attempts(records));
    return handler.handle(records);
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
    stopping.await(delay);
  }
}
