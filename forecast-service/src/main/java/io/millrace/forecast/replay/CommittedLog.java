package io.millrace.forecast.replay;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads partitions whole, as they are now. */
record CommittedLog(Consumer<byte[], byte[]> consumer) {

  private static final Duration POLL = Duration.ofMillis(500);

  List<Integer> partitions(String topic) {
    return consumer.partitionsFor(topic).stream().map(each -> each.partition()).sorted().toList();
  }

  void each(
      String topic,
      int partition,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> take) {
    TopicPartition from = new TopicPartition(topic, partition);
    consumer.assign(List.of(from));
    consumer.seekToBeginning(List.of(from));
    long end = consumer.endOffsets(List.of(from)).values().iterator().next();
    while (consumer.position(from) < end) {
      consumer.poll(POLL).forEach(take);
    }
  }
}
