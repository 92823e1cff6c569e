package io.millrace.ingest.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.events.EventJson;
import io.millrace.events.EventRecords;
import io.millrace.events.TextEvent;
import io.millrace.events.Topics;
import io.millrace.ingest.EventKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With the fakes that Kafka's clients bring; the proofs have a broker. */
class PublishLoopTest {

  private static final TopicPartition ACCEPTED = new TopicPartition(Topics.TEXT_ACCEPTED, 0);
  private static final Instant AT = Instant.parse("2026-01-31T12:00:00Z");

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(
          true, new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer());
  private final PublishLoop loop =
      new PublishLoop(
          () -> new PublishClients(consumer, producer),
          accepted -> new RecentIds(Duration.ofMinutes(1), 100),
          Set.of(EventKind.TEXT),
          new PublishMetrics(new SimpleMeterRegistry()));
  private final Thread thread = new Thread(loop, "publish");
  private long offset;

  @BeforeEach
  void start() {
    consumer.updateBeginningOffsets(Map.of(ACCEPTED, 0L));
    consumer.schedulePollTask(() -> consumer.rebalance(List.of(ACCEPTED)));
    thread.start();
    await().until(() -> consumer.assignment().contains(ACCEPTED));
  }

  @AfterEach
  void stop() throws InterruptedException {
    loop.stop();
    thread.join();
  }

  private void accept(byte[] key, byte[] value, Headers headers) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(
            ACCEPTED.topic(),
            0,
            offset++,
            AT.toEpochMilli(),
            TimestampType.CREATE_TIME,
            0,
            0,
            key,
            value,
            headers,
            Optional.empty());
    consumer.schedulePollTask(() -> consumer.addRecord(record));
  }

  private void accept(String id) {
    TextEvent event = new TextEvent(id, "a", AT, "x", Map.of());
    accept(EventRecords.key(event), EventJson.write(event), EventRecords.ownHeaders(event));
  }

  private List<ProducerRecord<byte[], byte[]>> awaitPublished(int count) {
    await().until(() -> producer.history().size() >= count);
    return producer.history();
  }

  @Test
  void whatWasAcceptedTwiceIsPublishedOnceWithAllItsHeaders() {
    accept("1");
    accept("1");
    accept("2");

    List<ProducerRecord<byte[], byte[]>> published = awaitPublished(2);
    assertThat(published).hasSize(2).allMatch(record -> record.topic().equals(Topics.TEXT_EVENTS));
    assertThat(published.get(0).headers())
        .containsAll(EventRecords.headers(new TextEvent("1", "a", AT, "x", Map.of())));
    assertThat(published.get(0).timestamp()).isEqualTo(AT.toEpochMilli());
  }

  @Test
  void whatSomebodyElseWroteIsRejectedAndHoldsUpNothing() {
    accept("k".getBytes(UTF_8), "{}".getBytes(UTF_8), new RecordHeaders());
    accept("1");

    List<ProducerRecord<byte[], byte[]>> published = awaitPublished(2);
    assertThat(published)
        .extracting(ProducerRecord::topic)
        .containsExactly(Topics.REJECTED_EVENTS, Topics.TEXT_EVENTS);
  }
}
