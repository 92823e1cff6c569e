package io.millrace.inference.batch;

import io.millrace.events.TraceHeaders;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Which trace the answers to a record belong to. */
public interface RecordTracing {

  /** That of the record, as it is. */
  RecordTracing PASSING = (record, handling) -> TraceHeaders.of(record.headers());

  /**
   * Headers for the answers.
   *
   * @param record names a trace
   * @param handling how long the record's batch took until now
   */
  List<Header> answers(ConsumerRecord<byte[], byte[]> record, Duration handling);
}
