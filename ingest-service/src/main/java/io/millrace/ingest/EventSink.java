package io.millrace.ingest;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Where records go. */
public interface EventSink {

  /**
   * Sends one record, and may block while the broker is out of reach (bounded).
   *
   * @return completes once the broker has acknowledged the record, or exceptionally
   */
  CompletableFuture<Void> send(ProducerRecord<byte[], byte[]> record);

  /** Why more had better not be sent just now; empty while all is well. */
  Optional<String> congestion();
}
