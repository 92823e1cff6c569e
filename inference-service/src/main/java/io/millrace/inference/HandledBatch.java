package io.millrace.inference;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What became of a polled batch.
 *
 * @param outputs an inference or a rejection for every record, in the order of the records
 * @param rejected how many records were refused at each stage
 * @param modelTime spent in the model, retries included
 */
record HandledBatch(
    List<ProducerRecord<byte[], byte[]>> outputs,
    Map<Stage, Integer> rejected,
    Duration modelTime) {

  HandledBatch {
    outputs = List.copyOf(outputs);
    rejected = Map.copyOf(rejected);
  }
}
