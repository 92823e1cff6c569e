package io.millrace.ingest.http;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;

import io.millrace.events.EventJson;
import io.millrace.events.TextEvent;
import io.millrace.events.Topics;
import io.millrace.ingest.RecordedSink;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EventsOverHttpTest {

  private static final String JSON = "application/json";
  private static final String TEXT =
      "{\"id\":\"7\",\"source\":\"a\",\"at\":\"2026-01-31T12:00:00Z\",\"text\":\"x\"}";
  private static final String NO_TEXT =
      "{\"id\":\"8\",\"source\":\"a\",\"at\":\"2026-01-31T12:00:00Z\"}";

  @Inject RecordedSink sink;

  @BeforeEach
  void reset() {
    sink.reset();
  }

  private static ValidatableResponse post(String kind, String type, String body) {
    RestAssuredConfig asItIs =
        RestAssuredConfig.config()
            .encoderConfig(
                EncoderConfig.encoderConfig()
                    .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                    .encodeContentTypeAs(EventsResource.NDJSON, ContentType.TEXT)
                    .encodeContentTypeAs("application/xml", ContentType.TEXT));
    return given()
        .config(asItIs)
        .contentType(type)
        .body(body.getBytes(UTF_8))
        .post("/events/" + kind)
        .then();
  }

  @Test
  void aValidEventIsAcceptedOntoItsTopicUnderItsKey() {
    post("text", JSON, TEXT)
        .statusCode(202)
        .body("accepted", equalTo(1), "rejected", equalTo(0), "errors", hasSize(0));

    ProducerRecord<byte[], byte[]> record = sink.of(Topics.TEXT_ACCEPTED).get(0);
    assertThat(record.key()).asString(UTF_8).isEqualTo("a");
    assertThat(EventJson.read(TextEvent.class, record.value()).id()).isEqualTo("7");
    assertThat(record.headers().lastHeader("ce_id").value()).asString(UTF_8).isEqualTo("7");
  }

  @Test
  void oneWrongEventHarmsOnlyItself() {
    post("text", JSON, "[" + TEXT + ", " + NO_TEXT + "," + TEXT + "]")
        .statusCode(202)
        .body("accepted", equalTo(2), "rejected", equalTo(1))
        .body("errors[0].index", equalTo(1), "errors[0].field", equalTo("text"))
        .body("errors[0].reason", equalTo("is missing"));

    assertThat(sink.of(Topics.TEXT_ACCEPTED)).hasSize(2);
  }

  @Test
  void aRejectedEventIsFiledWithItsOriginalBytesAndTheReason() {
    post("text", JSON, "[" + TEXT + ", " + NO_TEXT + "]").statusCode(202);

    ProducerRecord<byte[], byte[]> rejection = sink.of(Topics.REJECTED_EVENTS).get(0);
    assertThat(rejection.value()).asString(UTF_8).isEqualTo(NO_TEXT);
    assertThat(header(rejection, "millrace_topic")).isEqualTo(Topics.TEXT_EVENTS);
    assertThat(header(rejection, "millrace_partition")).isEqualTo("-1");
    assertThat(header(rejection, "millrace_offset")).isEqualTo("-1");
    assertThat(header(rejection, "millrace_stage")).isEqualTo("ingest");
    assertThat(header(rejection, "millrace_reason")).isEqualTo("text: is missing");
  }

  private static String header(ProducerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  @Test
  void aRequestOfWhichNothingIsAcceptedIsAProblem() {
    post("text", JSON, NO_TEXT)
        .statusCode(422)
        .contentType(Problem.MEDIA_TYPE)
        .body("status", equalTo(422), "accepted", equalTo(0), "rejected", equalTo(1))
        .body("detail", containsString("text: is missing"), "errors[0].field", equalTo("text"));
  }

  @Test
  void linesAreTakenOneByOne() {
    String lines =
        IntStream.range(0, 3_000)
            .mapToObj(i -> i % 300 == 7 ? "this is not JSON" : TEXT)
            .collect(Collectors.joining("\n"));

    post("text", EventsResource.NDJSON, lines)
        .statusCode(202)
        .body("accepted", equalTo(2_990), "rejected", equalTo(10), "errors[0].index", equalTo(7));

    assertThat(sink.of(Topics.TEXT_ACCEPTED)).hasSize(2_990);
    assertThat(sink.of(Topics.REJECTED_EVENTS)).hasSize(10);
  }

  @Test
  void aLineLongerThanAnEventMayBeIsRefusedAlone() {
    post("text", EventsResource.NDJSON, TEXT + "\n" + "x".repeat(1_200_000) + "\n" + TEXT)
        .statusCode(202)
        .body("accepted", equalTo(2), "rejected", equalTo(1))
        .body("errors[0].reason", containsString("must have at most 1000000 bytes"));
  }

  @Test
  void aBrokerThatDoesNotAcknowledgeIsSaidSo() {
    sink.beUnreachable();

    post("text", JSON, TEXT)
        .statusCode(503)
        .contentType(Problem.MEDIA_TYPE)
        .header("Retry-After", "2")
        .body("accepted", equalTo(0), "detail", containsString("no broker"));
  }

  @Test
  void anotherMediaTypeIsRefused() {
    post("text", "application/xml", "<text/>")
        .statusCode(415)
        .contentType(Problem.MEDIA_TYPE)
        .body("detail", containsString(EventsResource.NDJSON));
  }

  @Test
  void aJsonBodyThatIsTooLargeIsRefused() {
    post("text", JSON, " ".repeat(4 * 1_048_576 + 1))
        .statusCode(413)
        .contentType(Problem.MEDIA_TYPE);
  }

  @Test
  void anUnknownKindIsNotFound() {
    post("texts", JSON, TEXT).statusCode(404).body("detail", containsString("/events/text"));
  }

  @Test
  void acceptedAndRejectedEventsAreCountedByKind() {
    post(
            "series",
            JSON,
            "[{\"series\":\"s\"},{\"series\":\"s\",\"at\":\"2026-01-31T12:00:00Z\","
                + "\"values\":{\"x\":1}}]")
        .statusCode(202);

    given()
        .get("/q/metrics")
        .then()
        .body(matchesPattern("(?s).*millrace_events_accepted_total\\{kind=\"series\"} [1-9].*"))
        .body(
            matchesPattern(
                "(?s).*millrace_events_rejected_total\\{field=\"at\",kind=\"series\"} [1-9].*"));
  }

  @Test
  void theServiceIsAliveButNotReadyWithoutABroker() {
    given().get("/q/health/live").then().statusCode(200);
    given().get("/q/health/ready").then().statusCode(503);
  }
}
