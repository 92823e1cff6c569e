package io.millrace.forecast.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** A topic of one partition in memory, from which every new consumer reads. */
final class FakeTopic {

  final TopicPartition partition;
  private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
  private final List<MockConsumer<byte[], byte[]>> consumers = new CopyOnWriteArrayList<>();

  FakeTopic(String name) {
    partition = new TopicPartition(name, 0);
  }

  synchronized long append(String key, byte[] value) {
    records.add(
        new ConsumerRecord<>(
            partition.topic(),
            partition.partition(),
            records.size(),
            key == null ? null : key.getBytes(UTF_8),
            value));
    consumers.forEach(this::deliver);
    return records.size() - 1;
  }

  synchronized Consumer<byte[], byte[]> consumer() {
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    Node node = new Node(0, "127.0.0.1", 1);
    Node[] nodes = {node};
    consumer.updatePartitions(
        partition.topic(), List.of(new PartitionInfo(partition.topic(), 0, node, nodes, nodes)));
    consumer.updateBeginningOffsets(new HashMap<>(Map.of(partition, 0L)));
    consumer.updateEndOffsets(new HashMap<>(Map.of(partition, (long) records.size())));
    consumers.clear();
    consumers.add(consumer);
    deliver(consumer);
    return consumer;
  }

  /** The one that reads now. */
  MockConsumer<byte[], byte[]> current() {
    return consumers.get(0);
  }

  private void deliver(MockConsumer<byte[], byte[]> consumer) {
    consumer.schedulePollTask(() -> hand(consumer));
  }

  private synchronized void hand(MockConsumer<byte[], byte[]> consumer) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (record.offset() >= consumer.position(partition)) {
        consumer.addRecord(record);
      }
    }
  }
}
