package io.millrace.ingest.http;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.github.luben.zstd.Zstd;
import io.millrace.events.Topics;
import io.millrace.ingest.RecordedSink;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BodiesOverHttpTest {

  private static final String NO_ID =
      "{\"source\":\"a\",\"at\":\"2026-01-31T12:00:00Z\",\"text\":\"x\"}";
  private static final String TEXT = NO_ID.replace("{\"source", "{\"id\":\"7\",\"source");
  private static final String ENVELOPE =
      "{\"specversion\":\"1.0\",\"type\":\"t\",\"id\":\"7\",\"source\":\"a\",\"data\":%s}";

  @Inject RecordedSink sink;

  @BeforeEach
  void reset() {
    sink.reset();
  }

  private static RequestSpecification body(String type, byte[] body) {
    EncoderConfig asItIs =
        EncoderConfig.encoderConfig()
            .appendDefaultContentCharsetToContentTypeIfUndefined(false)
            .encodeContentTypeAs(EventsResource.NDJSON, ContentType.BINARY)
            .encodeContentTypeAs(EventsResource.CSV, ContentType.BINARY)
            .encodeContentTypeAs(EventsResource.CLOUD_EVENT, ContentType.BINARY)
            .encodeContentTypeAs(EventsResource.CLOUD_EVENTS, ContentType.BINARY);
    return given()
        .config(RestAssuredConfig.config().encoderConfig(asItIs))
        .contentType(type)
        .body(body);
  }

  private static RequestSpecification body(String type, String body) {
    return body(type, body.getBytes(UTF_8));
  }

  private static String header(ProducerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), UTF_8);
  }

  private List<String> ids(String topic) {
    return sink.of(topic).stream().map(record -> header(record, "ce_id")).toList();
  }

  @Test
  void aTableIsTheValuesOfASeries() {
    body(EventsResource.CSV, "date,OT\n2026-01-31 12:00:00,1.5\nnever,2\n")
        .queryParams(Map.of("series", "ETTh1", "time", "date"))
        .post("/events/series")
        .then()
        .statusCode(202)
        .body("accepted", equalTo(1), "rejected", equalTo(1))
        .body("errors[0].index", equalTo(1), "errors[0].field", equalTo("date"));

    assertThat(sink.of(Topics.SERIES_ACCEPTED).get(0).value())
        .asString(UTF_8)
        .contains("\"at\":\"2026-01-31T12:00:00Z\"", "\"OT\":1.5");
  }

  @Test
  void aTableWithoutItsSeriesIsRefused() {
    body(EventsResource.CSV, "time,x\n")
        .post("/events/series")
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("?series"), "errors[0].reason", equalTo("is missing"));
  }

  @Test
  void aTableIsForSeriesOnly() {
    body(EventsResource.CSV, "time,x\n").post("/events/text").then().statusCode(415);
  }

  @Test
  void compressedLinesAreReadAsTheyWere() {
    body(EventsResource.NDJSON, Zstd.compress((TEXT + "\n" + NO_ID).getBytes(UTF_8)))
        .header("Content-Encoding", "zstd")
        .post("/events/text")
        .then()
        .statusCode(202)
        .body("accepted", equalTo(2));
  }

  @Test
  void aBinaryCloudEventHasItsIdInAHeader() {
    body("application/json", NO_ID)
        .headers("ce-specversion", "1.0", "ce-id", "7", "ce-source", "a", "ce-type", "t")
        .post("/events/text")
        .then()
        .statusCode(202);

    assertThat(ids(Topics.TEXT_ACCEPTED)).containsExactly("7");
  }

  @Test
  void aBodyThatContradictsItsEnvelopeIsRefused() {
    body("application/json", TEXT)
        .headers("ce-specversion", "1.0", "ce-id", "8", "ce-source", "a", "ce-type", "t")
        .post("/events/text")
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("id"))
        .body("errors[0].reason", equalTo("must equal the CloudEvent's, 8, is 7"));
  }

  @Test
  void aStructuredCloudEventHasItsEventInside() {
    body(EventsResource.CLOUD_EVENT, String.format(ENVELOPE, NO_ID))
        .post("/events/text")
        .then()
        .statusCode(202);

    assertThat(ids(Topics.TEXT_ACCEPTED)).containsExactly("7");
  }

  @Test
  void aBatchOfCloudEventsIsTakenOneByOne() {
    String other =
        String.format(ENVELOPE, TEXT).replace("\"source\":\"a\",\"data", "\"source\":\"b\",\"data");
    body(EventsResource.CLOUD_EVENTS, "[" + String.format(ENVELOPE, TEXT) + "," + other + "]")
        .post("/events/text")
        .then()
        .statusCode(202)
        .body("accepted", equalTo(1), "errors[0].field", equalTo("source"));
  }

  @Test
  void anEventWithoutAnIdIsGivenOneAndPublishedAtOnce() {
    body("application/json", NO_ID).post("/events/text").then().statusCode(202);

    assertThat(sink.of(Topics.TEXT_ACCEPTED)).isEmpty();
    assertThat(header(sink.of(Topics.TEXT_EVENTS).get(0), "millrace_given_id")).isEqualTo("true");
  }

  @Test
  void anIdempotencyKeyGivesIdsThatARepeatHasToo() {
    for (int time = 0; time < 2; time++) {
      body(EventsResource.NDJSON, NO_ID + "\n" + NO_ID)
          .header("Idempotency-Key", "k")
          .post("/events/text")
          .then()
          .statusCode(202);
    }

    assertThat(ids(Topics.TEXT_ACCEPTED))
        .containsExactly("anonymous/k/0", "anonymous/k/1", "anonymous/k/0", "anonymous/k/1");
  }

  @Test
  void whatTheSenderWantsForgottenIsNotFiled() {
    body("application/json", "{}")
        .queryParam("rejected", "drop")
        .post("/events/text")
        .then()
        .statusCode(422);

    assertThat(sink.of(Topics.REJECTED_EVENTS)).isEmpty();
  }

  @Test
  void aTraceGoesOnInTheEventsHeaders() {
    String parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    body("application/json", TEXT).header("traceparent", parent).post("/events/text");

    assertThat(header(sink.of(Topics.TEXT_ACCEPTED).get(0), "traceparent")).isEqualTo(parent);
  }

  @Test
  void anEventFromTheFutureIsRefused() {
    body("application/json", TEXT.replace("2026", "2926"))
        .post("/events/text")
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("at"))
        .body("errors[0].reason", containsString("ahead of now"));
  }

  @Test
  void whereNothingCanBeTakenTheSenderIsToldWhen() {
    sink.beCongested("the buffer before Kafka is 95 % full");

    body("application/json", TEXT)
        .post("/events/text")
        .then()
        .statusCode(503)
        .header("Retry-After", "2")
        .body("detail", containsString("95 % full"));
  }

  @Test
  void whatIsNotEvenJsonIsABadRequest() {
    body("application/json", "nonsense").post("/events/text").then().statusCode(400);
  }
}
