package io.millrace.workbench.broker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Topics in memory, with Kafka's own stand-ins for its clients. */
public final class FakeKafka implements KafkaClients {

  private static final Node[] NODES = new Node[0];

  /** Held, or it could be collected with its level. */
  private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

  static {
    KAFKA.setLevel(Level.WARNING);
  }

  private final Map<String, Integer> partitions = new TreeMap<>();
  private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> log = new HashMap<>();
  private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();
  private RuntimeException failure;
  private long now;

  /** Makes a topic. */
  public FakeKafka topic(String name, int count) {
    partitions.put(name, count);
    return this;
  }

  /** When what is written from now on happened, in ms since the epoch. */
  public FakeKafka at(long millis) {
    now = millis;
    return this;
  }

  /** Every send fails with this. */
  public void refuse(RuntimeException why) {
    failure = why;
  }

  /** Appends a record to the partition that it names, or else to the first; returns its offset. */
  public long append(ProducerRecord<byte[], byte[]> record) {
    int partition = record.partition() == null ? 0 : record.partition();
    return append(
        new TopicPartition(record.topic(), partition),
        record.key(),
        record.value(),
        record.headers());
  }

  private long append(TopicPartition partition, byte[] key, byte[] value, Headers headers) {
    List<ConsumerRecord<byte[], byte[]>> records = records(partition);
    long offset = records.size();
    records.add(
        new ConsumerRecord<>(
            partition.topic(),
            partition.partition(),
            offset,
            now,
            TimestampType.CREATE_TIME,
            0,
            0,
            key,
            value,
            headers,
            Optional.empty()));
    return offset;
  }

  private List<ConsumerRecord<byte[], byte[]>> records(TopicPartition partition) {
    return log.computeIfAbsent(partition, any -> new ArrayList<>());
  }

  /** What was sent and, in a transaction, committed; in order. */
  public List<ProducerRecord<byte[], byte[]>> sent() {
    return producers.stream().flatMap(producer -> producer.history().stream()).toList();
  }

  /** Of each producer, whether its transaction was committed. */
  public List<Boolean> transactionsCommitted() {
    return producers.stream().map(MockProducer::transactionCommitted).toList();
  }

  /** Appends what was sent, as a broker would. */
  public void deliver() {
    sent().forEach(this::append);
    producers.clear();
  }

  @Override
  public Consumer<byte[], byte[]> consumer() {
    return new Reader();
  }

  @Override
  public Producer<byte[], byte[]> producer() {
    MockProducer<byte[], byte[]> producer =
        new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    producer.sendException = failure;
    producers.add(producer);
    return producer;
  }

  @Override
  public Admin admin() {
    throw new UnsupportedOperationException("there is no administrator here");
  }

  @Override
  public Producer<byte[], byte[]> transactional(String id) {
    return producer();
  }

  /** Finds what the log held when its partitions were assigned. */
  private final class Reader extends MockConsumer<byte[], byte[]> {

    Reader() {
      super("earliest");
      partitions.forEach((topic, count) -> updatePartitions(topic, infos(topic, count)));
      partitions.forEach(
          (topic, count) ->
              infos(topic, count)
                  .forEach(
                      info -> {
                        TopicPartition each = new TopicPartition(topic, info.partition());
                        updateBeginningOffsets(Map.of(each, 0L));
                        updateEndOffsets(Map.of(each, (long) records(each).size()));
                      }));
    }

    @Override
    public synchronized void assign(Collection<TopicPartition> assigned) {
      super.assign(assigned);
      assigned.forEach(partition -> records(partition).forEach(this::addRecord));
    }

    @Override
    public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
        Map<TopicPartition, Long> times) {
      Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
      times.forEach(
          (partition, time) ->
              records(partition).stream()
                  .filter(record -> record.timestamp() >= time)
                  .findFirst()
                  .ifPresent(
                      record ->
                          found.put(
                              partition,
                              new OffsetAndTimestamp(record.offset(), record.timestamp()))));
      return found;
    }
  }

  private static List<PartitionInfo> infos(String topic, int count) {
    List<PartitionInfo> infos = new ArrayList<>();
    for (int partition = 0; partition < count; partition++) {
      infos.add(new PartitionInfo(topic, partition, Node.noNode(), NODES, NODES));
    }
    return infos;
  }
}
