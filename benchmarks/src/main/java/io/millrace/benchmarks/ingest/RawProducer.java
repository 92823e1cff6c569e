package io.millrace.benchmarks.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.millrace.benchmarks.Stack;
import io.millrace.events.EventJson;
import io.millrace.events.EventRecords;
import io.millrace.events.TextEvent;
import io.millrace.events.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * What a user would write who needs nothing but records on a topic, with the service's settings.
 */
final class RawProducer implements AutoCloseable {

  private static final int DISTINCT = 10_000;

  private final KafkaProducer<byte[], byte[]> producer;
  private final List<ProducerRecord<byte[], byte[]>> made = new ArrayList<>();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  RawProducer(Stack stack) {
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                stack.bootstrapServers(),
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.BATCH_SIZE_CONFIG,
                65_536,
                ProducerConfig.LINGER_MS_CONFIG,
                5),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    Texts texts = new Texts("raw", 97, true);
    for (int number = 0; number < DISTINCT; number++) {
      byte[] json = texts.event(number).getBytes(US_ASCII);
      made.add(EventRecords.of(EventJson.read(TextEvent.class, json)));
    }
  }

  /**
   * Sends events and waits for their acknowledgement.
   *
   * @param whole with their headers, or keys and values alone
   * @return events a second
   */
  double rate(int events, boolean whole) {
    long start = System.nanoTime();
    for (int number = 0; number < events; number++) {
      send(made.get(number % DISTINCT), whole);
    }
    producer.flush();
    double seconds = (System.nanoTime() - start) / 1e9;
    Exception refused = failure.get();
    if (refused != null) {
      throw new IllegalStateException("a record could not be sent: " + refused, refused);
    }
    return events / seconds;
  }

  private void send(ProducerRecord<byte[], byte[]> record, boolean whole) {
    Header[] headers = whole ? record.headers().toArray() : new Header[0];
    var unused =
        producer.send(
            new ProducerRecord<>(
                Topics.TEXT_EVENTS, null, record.key(), record.value(), new RecordHeaders(headers)),
            (sent, refused) -> {
              if (refused != null) {
                failure.compareAndSet(null, refused);
              }
            });
  }

  @Override
  public void close() {
    producer.close();
  }
}
