package io.millrace.console.past;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.console.TopicConsumers;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;

/** The last records of one series, from the end of its partition: as far back as is worth it. */
@ApplicationScoped
class SeriesTail {

  private static final Duration POLL_TIMEOUT = Duration.ofMillis(300);
  private static final Duration LONGEST = Duration.ofSeconds(3);

  private final TopicConsumers consumers;

  SeriesTail(TopicConsumers consumers) {
    this.consumers = consumers;
  }

  /**
   * The oldest first.
   *
   * @param back records of the partition, of whichever series, that are looked at
   * @param most that are wanted
   */
  List<byte[]> of(String topic, String series, long back, int most) {
    byte[] key = series.getBytes(UTF_8);
    Deque<byte[]> found = new ArrayDeque<>();
    try (Consumer<byte[], byte[]> consumer = consumers.open("console-tail")) {
      int partitions = consumer.partitionsFor(topic).size();
      TopicPartition partition =
          new TopicPartition(topic, BuiltInPartitioner.partitionForKey(key, partitions));
      List<TopicPartition> one = List.of(partition);
      consumer.assign(one);
      long end = consumer.endOffsets(one).getOrDefault(partition, 0L);
      long start = consumer.beginningOffsets(one).getOrDefault(partition, 0L);
      consumer.seek(partition, Math.max(start, end - back));
      long deadline = System.nanoTime() + LONGEST.toNanos();
      while (consumer.position(partition) < end && System.nanoTime() < deadline) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL_TIMEOUT)) {
          if (Arrays.equals(record.key(), key) && record.value() != null) {
            found.addLast(record.value());
          }
        }
        while (found.size() > most) {
          found.removeFirst();
        }
      }
    }
    return List.copyOf(found);
  }
}
