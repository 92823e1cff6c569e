package io.millrace.benchmarks;

import org.apache.kafka.clients.producer.ProducerRecord;

/** Events by number: the same number is the same event, so what was sent need not be remembered. */
public interface NumberedRecords {

  /** What is sent. */
  ProducerRecord<byte[], byte[]> record(int number);
}
