package io.millrace.console;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
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

  @Test
  void aPageOfAnotherSiteCannotActWithTheKey() {
    given()
        .contentType(ContentType.JSON)
        .header("Authorization", "Bearer " + Testbed.KEY)
        .header("Sec-Fetch-Site", "cross-site")
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
