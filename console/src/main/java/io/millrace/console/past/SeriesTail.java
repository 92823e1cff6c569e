package io.millrace.console.past;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.console.TopicConsumers;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;

/** The last records of one series, from the end of its partition: as far back as is worth it. */
@ApplicationScoped
class SeriesTail {

  private static final Duration POLL_TIMEOUT = Duration.ofMillis(300);

  /** It reads what is there, and goes on to another partition. */
  private static final Duration PATIENCE = Duration.ofMillis(1);

  private static final Duration LONGEST = Duration.ofSeconds(3);

  /** Who has one page of a series open soon has another. */
  private static final int IDLE = 2;

  private final TopicConsumers consumers;

  /** To open one takes longer than to read with it. */
  private final BlockingDeque<Consumer<byte[], byte[]>> idle = new LinkedBlockingDeque<>(IDLE);

  SeriesTail(TopicConsumers consumers) {
    this.consumers = consumers;
  }

  void stop(@Observes ShutdownEvent stopping) {
    for (Consumer<byte[], byte[]> each = idle.poll(); each != null; each = idle.poll()) {
      each.close();
    }
  }

  /**
   * The oldest first.
   *
   * @param back records of the partition, of whichever series, that are looked at
   * @param most that are wanted
   */
  List<byte[]> of(String topic, String series, long back, int most) {
    Consumer<byte[], byte[]> known = idle.poll();
    Consumer<byte[], byte[]> consumer =
        known == null ? consumers.open("console-tail", PATIENCE) : known;
    boolean isWell = false;
    try {
      List<byte[]> found = of(consumer, topic, series, back, most);
      isWell = true;
      return found;
    } finally {
      if (!isWell || !idle.offer(consumer)) {
        consumer.close();
      }
    }
  }

  private static List<byte[]> of(
      Consumer<byte[], byte[]> consumer, String topic, String series, long back, int most) {
    byte[] key = series.getBytes(UTF_8);
    int partitions = consumer.partitionsFor(topic).size();
    TopicPartition partition =
        new TopicPartition(topic, BuiltInPartitioner.partitionForKey(key, partitions));
    List<TopicPartition> one = List.of(partition);
    consumer.assign(one);
    long end = consumer.endOffsets(one).getOrDefault(partition, 0L);
    long start = consumer.beginningOffsets(one).getOrDefault(partition, 0L);
    Tail tail = new Tail(consumer, partition, key, System.nanoTime() + LONGEST.toNanos());
    // Where hardly another series is in the partition, a part of the way is enough.
    long near = Math.max(start, end - most);
    List<byte[]> found = tail.between(near, end);
    long far = Math.max(start, end - back);
    if (found.size() < most / 2 && far < near) {
      found.addAll(0, tail.between(far, near));
    }
    consumer.unsubscribe();
    return List.copyOf(found.subList(Math.max(0, found.size() - most), found.size()));
  }

  /** Reads pieces of a partition until its deadline, on the clock of nanoTime. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Tail(
      Consumer<byte[], byte[]> consumer, TopicPartition partition, byte[] key, long deadline) {

    List<byte[]> between(long from, long to) {
      List<byte[]> found = new ArrayList<>();
      consumer.seek(partition, from);
      while (consumer.position(partition) < to && System.nanoTime() < deadline) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL_TIMEOUT)) {
          if (record.offset() < to && Arrays.equals(record.key(), key) && record.value() != null) {
            found.add(record.value());
          }
        }
      }
      return found;
    }
  }
}
