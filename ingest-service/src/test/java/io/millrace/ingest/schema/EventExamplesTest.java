package io.millrace.ingest.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.events.Event;
import io.millrace.events.EventJson;
import io.millrace.events.EventRecords;
import io.millrace.events.SensorEvent;
import io.millrace.events.SeriesEvent;
import io.millrace.events.TextEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Also of media types that this service does not take, or not yet. */
class EventExamplesTest {

  static final Map<String, Class<? extends Event>> RECORDS =
      Map.of("text", TextEvent.class, "sensor", SensorEvent.class, "series", SeriesEvent.class);

  @ParameterizedTest
  @ValueSource(strings = {"text", "sensor", "series"})
  void theRecordsTakeTheObjectAndEachLine(String kind) {
    Event one = read(kind, example(kind, EventExamples.JSON));
    List<Event> many =
        ((String) example(kind, EventExamples.NDJSON))
            .lines()
            .map(line -> read(kind, line))
            .toList();

    assertThat(many).hasSize(2).contains(one).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "sensor", "series"})
  void theRecordsTakeWhatIsInAnEnvelopeThatSaysTheSame(String kind) {
    List<?> batch = (List<?>) example(kind, EventExamples.CLOUD_EVENTS);

    assertThat(batch).hasSize(2).first().isEqualTo(example(kind, EventExamples.CLOUD_EVENT));
    for (Object envelope : batch) {
      Event event = enveloped(kind, envelope);
      assertThat(envelope)
          .extracting("id", "source", "time")
          .containsExactly(
              event.envelope().id(), event.envelope().key(), event.envelope().time().toString());
    }
  }

  @Test
  void theRecordsTakeEachRowOfTheTable() {
    List<String[]> rows =
        ((String) example("series", EventExamples.CSV)).lines().map(row -> row.split(",")).toList();

    assertThat(rows).hasSize(3);
    assertThat(rows.get(0)).startsWith("time");
    for (String[] row : rows.subList(1, 3)) {
      Map<String, Double> values =
          Map.of(rows.get(0)[1], Double.valueOf(row[1]), rows.get(0)[2], Double.valueOf(row[2]));
      Instant at = Instant.parse(row[0]);
      assertThat(new SeriesEvent("s", at, 0, SeriesEvent.Kind.OBSERVED, values, Map.of()).values())
          .hasSize(2);
    }
  }

  @Test
  void ofAnotherKindOrMediaTypeThereIsNone() {
    assertThat(EventExamples.of("text", EventExamples.CSV)).isEmpty();
    assertThat(EventExamples.of("text", "application/xml")).isEmpty();
    assertThat(EventExamples.of("film", EventExamples.JSON)).isEmpty();
  }

  private static Object example(String kind, String mediaType) {
    return EventExamples.of(kind, mediaType).orElseThrow();
  }

  private static Event read(String kind, Object body) {
    return EventJson.read(RECORDS.get(kind), bytes(body));
  }

  private static Event enveloped(String kind, Object envelope) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("content-type", EventExamples.CLOUD_EVENT.getBytes(UTF_8));
    return EventRecords.read(RECORDS.get(kind), bytes(envelope), headers);
  }

  /** As it is sent: text as it is, all else as JSON. */
  static byte[] bytes(Object body) {
    try {
      return body instanceof String text
          ? text.getBytes(UTF_8)
          : new ObjectMapper().writeValueAsBytes(body);
    } catch (JsonProcessingException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
