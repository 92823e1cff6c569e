package io.millrace.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Testbed.class)
class ConsoleHttpTest {

  private static final String RELEASE =
      "{\"service\":\"inference\",\"model\":\"log-triage\",\"version\":\"1\"}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/series",
        "/series/host",
        "/text",
        "/sensors",
        "/alerts",
        "/models",
        "/rejected"
      })
  void aPageRunsNoScriptOfOthersAndIsInNoFrame(String page) {
    given()
        .get(page)
        .then()
        .statusCode(200)
        .header("Content-Security-Policy", containsString("script-src 'self';"))
        .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
        .header("Content-Security-Policy", not(containsString("unsafe")))
        .header("X-Content-Type-Options", equalTo("nosniff"))
        .header("Referrer-Policy", equalTo("no-referrer"))
        .body(not(containsString("<script>")))
        .body(not(containsString("style=")));
  }

  @Test
  void whoHasNoKeyCannotAct() {
    given()
        .contentType(ContentType.JSON)
        .body(RELEASE)
        .post("/api/acting/release")
        .then()
        .statusCode(401)
        .body("detail", equalTo("the operator's key is missing"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "release", "replay"})
  void whoHasAnotherKeyCannotAct(String act) {
    int before = Testbed.INFERENCE.posted().size() + Testbed.INGEST.posted().size();

    given()
        .contentType(ContentType.JSON)
        .header("Authorization", "Bearer " + Testbed.KEY + "0")
        .body(act.equals("replay") ? "{\"place\":\"1@17\"}" : RELEASE)
        .post("/api/acting/" + act)
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", equalTo("Bearer realm=\"millrace console\""))
        .body("detail", equalTo("this is not the operator's key"));

    assertThat(Testbed.INFERENCE.posted().size() + Testbed.INGEST.posted().size())
        .isEqualTo(before);
  }

  @Test
  void theOperatorReleasesAVersionWithTheServiceThatHasTheModel() {
    release(RELEASE).statusCode(200).body("version", equalTo("1"));

    assertThat(Testbed.INFERENCE.posted())
        .contains("/models/log-triage/release {\"version\":\"1\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"service\":\"nobody\",\"model\":\"log-triage\",\"version\":\"1\"}",
        "{\"model\":\"log-triage\",\"version\":\"1\"}",
        "{\"service\":\"inference\",\"version\":\"1\"}",
        "{\"service\":\"inference\",\"model\":\"log-triage\"}",
        "{\"service\":\"inference\",\"model\":\" \",\"version\":\"1\"}",
        "{}"
      })
  void aReleaseThatLacksSomethingIsRefused(String body) {
    int before = Testbed.INFERENCE.posted().size();

    release(body).statusCode(400);

    assertThat(Testbed.INFERENCE.posted().size()).isEqualTo(before);
  }

  private static ValidatableResponse release(String body) {
    return given()
        .contentType(ContentType.JSON)
        .header("Authorization", "Bearer " + Testbed.KEY)
        .body(body)
        .post("/api/acting/release")
        .then();
  }

  /** A browser says so of requests that pages make, and of those that people make. */
  @ParameterizedTest
  @ValueSource(strings = {"same-origin", "none"})
  void aPageOfOurOwnActsWithTheKey(String site) {
    given()
        .contentType(ContentType.JSON)
        .header("Authorization", "Bearer " + Testbed.KEY)
        .header("Sec-Fetch-Site", site)
        .post("/api/acting/check")
        .then()
        .statusCode(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site"})
  void aPageOfAnotherSiteCannotActWithTheKey(String site) {
    given()
        .contentType(ContentType.JSON)
        .header("Authorization", "Bearer " + Testbed.KEY)
        .header("Sec-Fetch-Site", site)
        .body(RELEASE)
        .post("/api/acting/release")
        .then()
        .statusCode(403);
  }

  @Test
  void aFormCannotAct() {
    given()
        .contentType(ContentType.URLENC)
        .header("Authorization", "Bearer " + Testbed.KEY)
        .formParam("place", "0@0")
        .post("/api/acting/replay")
        .then()
        .statusCode(415);
  }

  @Test
  void theOperatorReplaysARejection() {
    given()
        .contentType(ContentType.JSON)
        .header("Authorization", "Bearer " + Testbed.KEY)
        .body("{\"place\":\"1@17\"}")
        .post("/api/acting/replay")
        .then()
        .statusCode(200)
        .body("topic", equalTo("text-events"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/forecast/q/metrics",
        "/api/forecast/series/host/updates",
        "/api/ingest/events/text",
        "/api/forecast/series/..%2f..%2fq/metrics"
      })
  void onlyWhatPagesShowIsAskedForOthers(String path) {
    given().urlEncodingEnabled(false).get(path).then().statusCode(404);
  }

  @Test
  void anUnknownNameOfTheHostIsNotAnswered() {
    given()
        .header("Host", "rebound.example.org")
        .get("/api/forecast/alerts")
        .then()
        .statusCode(421);
  }
}
