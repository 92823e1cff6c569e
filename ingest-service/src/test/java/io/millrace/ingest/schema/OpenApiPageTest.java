package io.millrace.ingest.schema;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.events.Event;
import io.millrace.events.EventJson;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The OpenAPI document, and the page on which its operations are tried. */
@QuarkusTest
class OpenApiPageTest {

  private static final String PAGE = "/q/swagger-ui/";
  private static final Pattern LOADED = Pattern.compile("(?:src|href)=[\"']([^\"']+)[\"']");
  private static final Pattern LOADED_BY_STYLE =
      Pattern.compile("(?:url\\(|@import)\\s*[\"']?([^\"')]+)");

  /** A body that the document offers to send. */
  private record Offer(String path, String kind, String mediaType, JsonNode value) {

    byte[] body() {
      return EventExamplesTest.bytes(value.isTextual() ? value.textValue() : value);
    }

    /** Of the media types that are events as they stand. */
    List<byte[]> events() {
      return switch (mediaType) {
        case EventExamples.JSON -> List.of(body());
        case EventExamples.NDJSON ->
            value.textValue().lines().map(EventExamplesTest::bytes).toList();
        default -> List.of();
      };
    }
  }

  @Test
  void eachKindHasAnExampleOfEachMediaType() throws IOException {
    assertThat(offers())
        .extracting(offer -> offer.kind() + " " + offer.mediaType())
        .contains(
            "text application/json",
            "sensor application/json",
            "series application/json",
            "text application/x-ndjson",
            "sensor application/x-ndjson",
            "series application/x-ndjson");
  }

  @Test
  void theRecordsTakeEachExample() throws IOException {
    for (Offer offer : offers()) {
      for (byte[] json : offer.events()) {
        Event event = EventJson.read(EventExamplesTest.RECORDS.get(offer.kind()), json);

        assertThat(event.envelope().key()).isEqualTo("pump-7");
      }
    }
  }

  @Test
  void theServiceTakesEachExample() throws IOException {
    for (Offer offer : offers()) {
      int rejected =
          given()
              .config(asItIs(offer.mediaType()))
              .contentType(offer.mediaType())
              .queryParams(offer.mediaType().equals("text/csv") ? Map.of("series", "s") : Map.of())
              .body(offer.body())
              .post(offer.path().replace("{kind}", offer.kind()))
              .then()
              .statusCode(202)
              .extract()
              .path("rejected");

      assertThat(rejected).as(offer.toString()).isZero();
    }
  }

  @Test
  void theKindsAreToBeChosenFrom() throws IOException {
    JsonNode kinds = document().at("/paths/~1events~1{kind}/post/parameters/0/schema/enum");

    assertThat(kinds).extracting(JsonNode::asText).containsExactly("text", "sensor", "series");
  }

  @Test
  void whatTheDocumentRefersToIsThere() throws IOException {
    JsonNode document = document();
    List<String> references = document.findValuesAsText("$ref");

    assertThat(references).contains("/schemas/text/v1", "#/components/responses/Accepted");
    for (String reference : references) {
      if (reference.startsWith("#")) {
        assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
      } else {
        get(reference).then().statusCode(200);
      }
    }
  }

  @Test
  void thePageLoadsNothingFromElsewhere() {
    String page = get(PAGE).then().statusCode(200).contentType("text/html").extract().asString();
    List<String> loaded = all(LOADED, page);

    assertThat(loaded).contains("swagger-ui-bundle.js", "swagger-ui.css");
    for (String reference : loaded) {
      assertHere(URI.create(PAGE).resolve(reference));
    }
    assertThat(page).contains("validatorUrl: 'none'", "persistAuthorization: false");
    assertThat(page).doesNotContain("http://", "https://", "queryConfigEnabled: true");
  }

  @Test
  void thePageSendsLinesAsTheyAreThoughItShowsThemQuoted() {
    String page = get(PAGE).then().extract().asString();

    assertThat(page).contains("request.body = JSON.parse(request.body)");
  }

  private void assertHere(URI reference) {
    assertThat(reference.getHost()).as(reference.toString()).isNull();
    String content = get(reference.getPath()).then().statusCode(200).extract().asString();
    if (reference.getPath().endsWith(".css")) {
      assertThat(all(LOADED_BY_STYLE, content))
          .as(reference.toString())
          .allMatch(url -> url.startsWith("data:"));
    }
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
  }

  private static JsonNode document() throws IOException {
    return new ObjectMapper()
        .readTree(get("/q/openapi?format=json").then().statusCode(200).extract().asString());
  }

  private static List<Offer> offers() throws IOException {
    List<Offer> offers = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document().path("paths").properties()) {
      for (Map.Entry<String, JsonNode> content :
          path.getValue().at("/post/requestBody/content").properties()) {
        for (Map.Entry<String, JsonNode> example :
            content.getValue().path("examples").properties()) {
          JsonNode value = example.getValue().path("value");
          offers.add(new Offer(path.getKey(), example.getKey(), content.getKey(), value));
        }
      }
    }
    return offers;
  }

  private static RestAssuredConfig asItIs(String mediaType) {
    return RestAssuredConfig.config()
        .encoderConfig(
            EncoderConfig.encoderConfig()
                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                .encodeContentTypeAs(mediaType, ContentType.TEXT));
  }
}
