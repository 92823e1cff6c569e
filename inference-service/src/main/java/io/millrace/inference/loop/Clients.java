package io.millrace.inference.loop;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A consumer and the transactional producer that commits its offsets. Both live and die together:
 * when the producer is fenced, what the consumer holds is no longer ours either.
 */
public final class Clients implements AutoCloseable {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final Producer<byte[], byte[]> producer;
  private boolean transactionOpen;

  public Clients(Consumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer) {
    this.consumer = consumer;
    this.producer = producer;
  }

  /**
   * Ends whatever a predecessor of the same transactional id left open, then joins the group: so
   * the offsets we start from are settled.
   */
  void start(String topic) {
    producer.initTransactions();
    consumer.subscribe(List.of(topic));
  }

  ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    return consumer.poll(timeout);
  }

  /**
   * Makes {@link #poll} throw, now or when it is next called; the one call other threads may do.
   */
  void wakeup() {
    consumer.wakeup();
  }

  /** Outputs and offsets, all or nothing. A failure of any send comes out of here. */
  void commit(
      List<ProducerRecord<byte[], byte[]>> outputs,
      Map<TopicPartition, OffsetAndMetadata> offsets) {
    producer.beginTransaction();
    transactionOpen = true;
    for (ProducerRecord<byte[], byte[]> output : outputs) {
      var unused = producer.send(output); // commitTransaction throws what a send failed with
    }
    producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
    producer.commitTransaction();
    transactionOpen = false;
  }

  /** Commits offsets only; without effect if there are none. */
  void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
    if (!offsets.isEmpty()) {
      commit(List.of(), offsets);
    }
  }

  Set<TopicPartition> assignment() {
    return consumer.assignment();
  }

  /** Where the group stands; partitions in which it has committed nothing are left out. */
  Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> committed =
        new HashMap<>(consumer.committed(partitions));
    committed.values().removeIf(offset -> offset == null);
    return committed;
  }

  /** These records are polled again. */
  void seek(Map<TopicPartition, Long> positions) {
    positions.forEach(consumer::seek);
  }

  /** While paused, polls keep the membership and return nothing. */
  void pause(boolean paused) {
    if (paused) {
      consumer.pause(consumer.assignment());
    } else {
      consumer.resume(consumer.paused());
    }
  }

  /** Records that wait in the assigned partitions, as far as the last fetches say. */
  long lag() {
    return consumer.assignment().stream()
        .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
        .sum();
  }

  /**
   * Aborts what is open and goes back to what is committed, on every assigned partition: what was
   * polled and not committed comes again.
   *
   * @param polled the first offset of each partition of the poll, where nothing is committed yet
   */
  void rewind(Map<TopicPartition, Long> polled) {
    if (transactionOpen) {
      producer.abortTransaction();
      transactionOpen = false;
    }
    Set<TopicPartition> assigned = consumer.assignment();
    Map<TopicPartition, Long> positions = new HashMap<>(polled);
    committed(assigned).forEach((partition, offset) -> positions.put(partition, offset.offset()));
    positions.keySet().retainAll(assigned);
    seek(positions);
  }

  /**
   * The producer first: closing it aborts what is open, so that the next owner need not wait. An
   * interrupt is put off meanwhile, or the clients would be torn down in the middle of it.
   */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    try {
      producer.close(CLOSE_TIMEOUT);
    } finally {
      consumer.close(CLOSE_TIMEOUT);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
