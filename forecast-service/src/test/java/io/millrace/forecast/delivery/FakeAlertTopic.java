package io.millrace.forecast.delivery;

import static io.millrace.forecast.delivery.Alerts.PARTITION;

import io.millrace.events.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;

/** The topic in one partition, and what a group has committed of it. */
final class FakeAlertTopic {

  private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
  private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
  private volatile Member current;

  synchronized void append(Alert alert) {
    append(Alerts.record(records.size(), alert));
  }

  synchronized void append(ConsumerRecord<byte[], byte[]> record) {
    records.add(record);
  }

  synchronized List<ConsumerRecord<byte[], byte[]>> records() {
    return List.copyOf(records);
  }

  synchronized long committed() {
    OffsetAndMetadata offset = committed.get(PARTITION);
    return offset == null ? -1 : offset.offset();
  }

  synchronized void commit(long offset) {
    committed.put(PARTITION, new OffsetAndMetadata(offset));
  }

  /** A member that gets the partition with its first poll. */
  Consumer<byte[], byte[]> consumer() {
    current = new Member();
    return current;
  }

  /** The partition goes to another member; returns at once. */
  void takeAway() {
    current.schedulePollTask(() -> current.rebalance(List.of()));
  }

  private final class Member extends MockConsumer<byte[], byte[]> {

    Member() {
      super("earliest");
      updateBeginningOffsets(new HashMap<>(Map.of(PARTITION, 0L)));
      schedulePollTask(() -> rebalance(List.of(PARTITION)));
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      LockSupport.parkNanos(Math.min(timeout.toNanos(), 1_000_000)); // this one never waits
      if (assignment().contains(PARTITION) && !paused().contains(PARTITION)) {
        long position = position(PARTITION);
        records().stream().filter(each -> each.offset() >= position).forEach(this::addRecord);
      }
      return super.poll(timeout);
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
      synchronized (FakeAlertTopic.this) {
        return Map.copyOf(committed);
      }
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
      synchronized (FakeAlertTopic.this) {
        committed.putAll(offsets);
      }
    }

    @Override
    public void commitAsync(
        Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
      commitSync(offsets, Duration.ZERO);
      callback.onComplete(offsets, null);
    }

    @Override
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
      return new HashMap<>(Map.of(PARTITION, (long) records().size()));
    }

    @Override
    public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
        Map<TopicPartition, Long> times) {
      Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
      records().stream()
          .filter(each -> each.timestamp() >= times.get(PARTITION))
          .findFirst()
          .ifPresent(
              each ->
                  found.put(PARTITION, new OffsetAndTimestamp(each.offset(), each.timestamp())));
      return found;
    }
  }

  static Instant writtenAt(long offset) {
    return Alerts.NOON.plusSeconds(offset);
  }
}
