package io.millrace.inference.batch;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What is written of a record that is refused. */
public interface Rejections {

  Optional<ProducerRecord<byte[], byte[]>> write(
      ConsumerRecord<byte[], byte[]> record, ModelIdentity model, Stage stage, String reason);

  /** Nothing: somebody else writes them. */
  static Rejections none() {
    return (record, model, stage, reason) -> Optional.empty();
  }
}
