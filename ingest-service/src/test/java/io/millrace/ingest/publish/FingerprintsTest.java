package io.millrace.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.events.Event;
import io.millrace.events.EventRecords;
import io.millrace.events.SeriesEvent;
import io.millrace.events.TextEvent;
import io.millrace.ingest.EventKind;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class FingerprintsTest {

  private static final Instant AT = Instant.parse("2026-01-31T12:00:00Z");

  private final Fingerprints fingerprints = new Fingerprints();

  private static ConsumerRecord<byte[], byte[]> onTopic(
      String topic, Event event, Headers headers) {
    ProducerRecord<byte[], byte[]> record = EventRecords.of(event);
    return new ConsumerRecord<>(
        topic,
        0,
        0,
        0,
        TimestampType.CREATE_TIME,
        record.key().length,
        record.value().length,
        record.key(),
        record.value(),
        headers,
        Optional.empty());
  }

  private Fingerprint accepted(Event event) {
    EventKind kind = EventKind.of(event);
    return fingerprints.ofAccepted(
        kind, onTopic(kind.acceptedTopic(), event, EventRecords.ownHeaders(event)));
  }

  private static ConsumerRecord<byte[], byte[]> published(Event event) {
    return onTopic(
        EventKind.of(event).topic(),
        event,
        EventRecords.withShared(EventKind.of(event).label(), EventRecords.ownHeaders(event)));
  }

  private static TextEvent text(String id, String source, String text) {
    return new TextEvent(id, source, AT, text, Map.of());
  }

  private static SeriesEvent series(Map<String, Double> values) {
    return new SeriesEvent("s", AT, 0, SeriesEvent.Kind.OBSERVED, values, Map.of());
  }

  @Test
  void aTextIsTheSameIfSourceAndIdAre() {
    assertThat(accepted(text("7", "a", "one"))).isEqualTo(accepted(text("7", "a", "other")));
    assertThat(accepted(text("7", "a", "one"))).isNotEqualTo(accepted(text("8", "a", "one")));
    assertThat(accepted(text("7", "a", "one"))).isNotEqualTo(accepted(text("7", "b", "one")));
  }

  @Test
  void partsDoNotRunTogether() {
    assertThat(accepted(text("bc", "a", "x"))).isNotEqualTo(accepted(text("c", "ab", "x")));
  }

  @Test
  void otherVariatesOfTheSameInstantAreAnotherEvent() {
    assertThat(accepted(series(Map.of("x", 1.0)))).isEqualTo(accepted(series(Map.of("x", 1.0))));
    assertThat(accepted(series(Map.of("x", 1.0)))).isNotEqualTo(accepted(series(Map.of("y", 1.0))));
  }

  @Test
  void thePublishedRecordHasTheFingerprintOfTheAcceptedOne() {
    SeriesEvent event = series(Map.of("x", 1.0));

    assertThat(fingerprints.ofPublished(EventKind.SERIES, published(event)))
        .hasValue(accepted(event));
    assertThat(published(event).headers()).containsAll(EventRecords.headers(event));
  }

  @Test
  void anEventThatWasGivenItsIdHasNoIdentity() {
    ConsumerRecord<byte[], byte[]> record = published(text("given", "a", "one"));
    record.headers().add(EventRecords.GIVEN_ID_HEADER, new byte[0]);

    assertThat(fingerprints.ofPublished(EventKind.TEXT, record)).isEmpty();
  }
}
