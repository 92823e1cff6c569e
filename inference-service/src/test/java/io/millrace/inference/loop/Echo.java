package io.millrace.inference.loop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Gives each record back on the topic out, and remembers every batch. */
final class Echo implements RecordHandler<Echo.Said> {

  record Said(List<ProducerRecord<byte[], byte[]>> records) implements Outputs {}

  final List<List<Long>> batches = new CopyOnWriteArrayList<>();
  final List<Long> refused = new CopyOnWriteArrayList<>();
  volatile RuntimeException always;
  volatile Runnable onHandle = () -> {};
  volatile long deadlyOffset = -1;
  volatile Duration expected = Duration.ZERO;

  @Override
  public Said handle(List<ConsumerRecord<byte[], byte[]>> records) {
    batches.add(records.stream().map(ConsumerRecord::offset).toList());
    onHandle.run();
    if (always != null) {
      throw always;
    }
    if (records.stream().anyMatch(record -> record.offset() == deadlyOffset)) {
      throw new ProcessEnded();
    }
    List<ProducerRecord<byte[], byte[]>> said = new ArrayList<>();
    records.forEach(record -> said.add(new ProducerRecord<>("out", record.value())));
    return new Said(said);
  }

  @Override
  public Said refuse(ConsumerRecord<byte[], byte[]> record, String reason) {
    refused.add(record.offset());
    return new Said(List.of(new ProducerRecord<>("refused", reason.getBytes(UTF_8))));
  }

  @Override
  public Duration expectedPerRecord() {
    return expected;
  }

  /** Stands for a native abort: nothing after it runs. */
  static final class ProcessEnded extends Error {
    private static final long serialVersionUID = 1L;
  }
}
