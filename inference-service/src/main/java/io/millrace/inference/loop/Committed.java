package io.millrace.inference.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A batch whose transaction is committed.
 *
 * @param records that were handled
 * @param polled how many the poll returned: more than were handled if the batch was cut
 * @param start when the poll had returned
 * @param handling from records to outputs
 * @param committing the transaction, from its first send to its end
 */
public record Committed<O extends Outputs>(
    String topic,
    List<ConsumerRecord<byte[], byte[]>> records,
    O outputs,
    int polled,
    Instant start,
    Duration handling,
    Duration committing) {

  public Committed {
    records = List.copyOf(records);
  }
}
