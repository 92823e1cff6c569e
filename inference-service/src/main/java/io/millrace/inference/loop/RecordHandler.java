package io.millrace.inference.loop;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Turns records into outputs without any I/O; a loop calls it from one thread.
 *
 * @param <O> what comes of them
 */
public interface RecordHandler<O extends Outputs> {

  /**
   * Any exception says that nothing of the batch may be committed: it is aborted, and the records
   * come again.
   */
  O handle(List<ConsumerRecord<byte[], byte[]>> records);

  /** Refuses a record without looking into it: it has ended the process before. */
  O refuse(ConsumerRecord<byte[], byte[]> record, String reason);

  /** How long one record of a large batch takes, before any was measured; zero if unknown. */
  Duration expectedPerRecord();
}
