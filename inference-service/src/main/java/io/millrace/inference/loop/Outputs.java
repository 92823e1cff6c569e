package io.millrace.inference.loop;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What comes of a batch of records. */
public interface Outputs {

  /** To be written, in this order. */
  List<ProducerRecord<byte[], byte[]>> records();
}
