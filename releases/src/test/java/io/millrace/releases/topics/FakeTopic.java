package io.millrace.releases.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

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
public final class FakeTopic {

  public final TopicPartition partition;
  private final List<ConsumerRecord<byte[], byte[]>> records = new CopyOnWriteArrayList<>();
  private final List<MockConsumer<byte[], byte[]>> consumers = new CopyOnWriteArrayList<>();
  private final boolean exists;

  public FakeTopic(String name) {
    this(name, true);
  }

  private FakeTopic(String name, boolean exists) {
    this.partition = new TopicPartition(name, 0);
    this.exists = exists;
  }

  /** One of which a consumer learns that it does not exist. */
  static FakeTopic missing(String name) {
    return new FakeTopic(name, false);
  }

  public long append(String key, byte[] value) {
    long offset = added(key == null ? null : key.getBytes(UTF_8), value);
    consumers.forEach(this::deliver);
    return offset;
  }

  private synchronized long added(byte[] key, byte[] value) {
    long offset = records.size();
    records.add(new ConsumerRecord<>(partition.topic(), partition.partition(), offset, key, value));
    return offset;
  }

  public synchronized Consumer<byte[], byte[]> consumer() {
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    Node node = new Node(0, "127.0.0.1", 1);
    Node[] nodes = {node};
    PartitionInfo info = new PartitionInfo(partition.topic(), 0, node, nodes, nodes);
    consumer.updatePartitions(partition.topic(), exists ? List.of(info) : List.of());
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

  /** Holds the consumer's lock, so it must not wait for this topic's. */
  private void hand(MockConsumer<byte[], byte[]> consumer) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (record.offset() >= consumer.position(partition)) {
        consumer.addRecord(record);
      }
    }
  }
}
