package io.millrace.ingest.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.vertx.ext.web.Router;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@TestProfile(SecuredProfile.class)
class AccessTest {

  private static final Path DOCUMENTED = Path.of("../docs/security-table.md");
  private static final Path MEASURED = Path.of("target/security-table.md");
  private static final String TITLE =
      "# Who may what at ingest-service\n\n"
          + "Written by the test `AccessTest`, which asks every endpoint with keys and tokens of every"
          + " kind.\n“yes”: the request got through to the endpoint.\n\n";

  private static final List<String> SCOPES =
      List.of("text:*", "sensor:*", "series:*", "metrics", "admin");

  @Inject Router router;

  @TestHTTPResource URI service;

  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void keysAsTheyWere() throws IOException {
    Files.writeString(Credentials.KEYS, Credentials.keysFile());
  }

  private static Map<String, String> bearer(String text) {
    return Map.of("Authorization", "Bearer " + text);
  }

  private static Map<String, String> token(String scope) {
    return bearer(Credentials.signed(Credentials.token(scope)));
  }

  static List<Map<String, String>> wrong() {
    String text = Credentials.of("text:*").text();
    String good = Credentials.signed(Credentials.token("millrace:text:*"));
    Instant past = Instant.now().minusSeconds(3_600);
    return List.of(
        bearer(TestKey.of("ktext", 'z').text()),
        bearer(TestKey.of("kunknown", 'x').text()),
        bearer(text.substring(0, text.length() - 1)),
        bearer("mr_"),
        bearer(Credentials.EXPIRED.text()),
        Map.of(KeyMechanism.HEADER, "secret"),
        Map.of(KeyMechanism.HEADER, text, "Authorization", "Bearer " + good),
        Map.of(KeyMechanism.HEADER, Credentials.EXPIRED.text()),
        bearer("no-token"),
        bearer(Credentials.signed(Credentials.token("millrace:text:*").expiresAt(past))),
        bearer(Credentials.signed(Credentials.token("millrace:text:*").audience("another"))),
        bearer(Credentials.signed(Credentials.token("millrace:text:*").issuer("https://a.test"))),
        bearer(Credentials.token("millrace:text:*").sign(Credentials.anyPair().getPrivate())),
        // The public key, which everybody knows, as if it were a shared secret.
        bearer(Credentials.token("millrace:text:*").signWithSecret(Credentials.publicKey())),
        bearer(good.substring(0, good.lastIndexOf('.') + 1)),
        bearer(
            "eyJhbGciOiJub25lIn0" + good.substring(good.indexOf('.'), good.lastIndexOf('.') + 1)));
  }

  private int status(Endpoint endpoint, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(service.resolve(endpoint.path()))
            .method(endpoint.method(), BodyPublishers.noBody());
    headers.forEach(request::header);
    try {
      return client.send(request.build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(endpoint.toString(), e);
    }
  }

  private static ValidatableResponse post(String kind, Map<String, String> headers) {
    return given()
        .headers(headers)
        .contentType("application/json")
        .body("{}")
        .post("/events/" + kind)
        .then();
  }

  @Test
  void everyEndpointHasARuleOfItsOwn() {
    SortedSet<Endpoint> endpoints = Endpoints.of(router);

    assertThat(endpoints)
        .contains(new Endpoint("POST", "/events/text"), new Endpoint("GET", "/q/metrics"))
        .allSatisfy(
            endpoint ->
                assertThat(AccessRules.of(endpoint.path())).as(endpoint.toString()).isPresent());
  }

  @Test
  void theDocumentedTableIsWhatTheServiceAnswers() throws IOException {
    AccessTable table = new AccessTable();
    table.column("no credentials", List.of(Map.of()));
    table.column("wrong, expired or foreign", wrong());
    table.column("no scope of ours", List.of(token("openid admin text:*")));
    for (String scope : SCOPES) {
      String key = Credentials.of(scope).text();
      table.column(
          "`" + scope + "`",
          List.of(
              bearer(key), Map.of(KeyMechanism.HEADER, key), token("openid millrace:" + scope)));
    }

    String measured = table.markdown(Endpoints.of(router), this::status);

    Files.writeString(MEASURED, TITLE + measured);
    assertThat(MEASURED)
        .as("if the change is meant, copy the first file over the second")
        .hasSameTextualContentAs(DOCUMENTED);
  }

  @Test
  void withoutCredentialsTheAnswerSaysWhichOnes() {
    post("text", Map.of())
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", "Bearer realm=\"millrace\"")
        .body("status", equalTo(401), "title", equalTo("Credentials are missing"))
        .body("detail", containsString("X-API-Key"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void wrongCredentialsAreAProblemThatQuotesNothing(Map<String, String> headers) {
    String body =
        post("text", headers)
            .statusCode(401)
            .contentType("application/problem+json")
            .header("WWW-Authenticate", containsString("error=\"invalid_token\""))
            .body("status", equalTo(401), "type", equalTo("about:blank"))
            .extract()
            .asString();

    assertThat(headers.values()).noneMatch(body::contains);
  }

  @Test
  void whoKnowsTheSecretOfAnExpiredKeyHearsThatItHasExpired() {
    post("text", bearer(Credentials.EXPIRED.text()))
        .statusCode(401)
        .body("detail", startsWith("The key kexpired has expired"));
  }

  static Stream<Map<String, String>> foreign() {
    return Stream.of(bearer(Credentials.of("series:*").text()), token("millrace:series:*"));
  }

  @ParameterizedTest
  @MethodSource("foreign")
  void aForeignScopeIsAProblemThatNamesTheOneNeeded(Map<String, String> headers) {
    post("text", headers)
        .statusCode(403)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", containsString("error=\"insufficient_scope\""))
        .body("status", equalTo(403), "detail", containsString("text:<keys>"));
  }

  @Test
  void refusalsAreCounted() {
    post("text", Map.of()).statusCode(401);
    post("text", token("millrace:series:*")).statusCode(403);

    given()
        .headers(token("millrace:metrics"))
        .get("/q/metrics")
        .then()
        .body(containsString("millrace_requests_refused_total{status=\"401\"}"))
        .body(containsString("millrace_requests_refused_total{status=\"403\"}"));
  }

  @Test
  void aRoleThatAnotherServiceGrantsInATokenIsNoneHere() {
    String admin =
        Credentials.signed(Credentials.token("openid").groups("admin").claim("roles", "metrics"));

    given().headers(bearer(admin)).get("/q/metrics").then().statusCode(403);
  }

  @Test
  void aPathThatNoRuleKnowsIsForAdminsOnly() {
    given().get("/q/unheard-of").then().statusCode(401);
    given().headers(token("millrace:metrics")).get("/q/unheard-of").then().statusCode(403);
    given().headers(token("millrace:admin")).get("/q/unheard-of").then().statusCode(404);
  }

  @ParameterizedTest
  @MethodSource("spellings")
  void noSpellingOfAPathGetsAroundItsRule(String path) {
    given().urlEncodingEnabled(false).body("{}").post(path).then().statusCode(401);
    given()
        .urlEncodingEnabled(false)
        .headers(token("millrace:series:*"))
        .contentType("application/json")
        .body("{}")
        .post(path)
        .then()
        .statusCode(403);
  }

  static Stream<String> spellings() {
    return Stream.of(
        "/events/text",
        "/events/text/",
        "//events/text",
        "/events//text",
        "/events/te%78t",
        "/%65vents/text",
        "/events/./text",
        "/q/health/../../events/text",
        "/q/health/%2e%2e/%2e%2e/events/text",
        "/events/series/../text",
        "/events/text?kind=series",
        "/events/text;kind=series");
  }

  @Test
  void keysAreExchangedWithoutARestart() throws IOException {
    TestKey second = TestKey.of("ksecond", 's');
    post("text", bearer(second.text())).statusCode(401);

    Files.writeString(Credentials.KEYS, Credentials.keysFile(second.entry("text", "text:*")));

    await().until(() -> post("text", bearer(second.text())).extract().statusCode() == 422);
    post("text", bearer(Credentials.of("text:*").text())).statusCode(422);
  }

  @Test
  void aRevokedKeyIsRefusedWithoutARestart() throws IOException {
    post("text", bearer(Credentials.PLANT.text())).statusCode(422);

    Files.writeString(Credentials.KEYS, "keys: []");

    await()
        .until(() -> post("text", bearer(Credentials.PLANT.text())).extract().statusCode() == 401);
  }

  @Test
  void aBrokenFileOfKeysIsSeenInHealthAndMetricsAndLetsNobodyDown() throws IOException {
    Files.writeString(Credentials.KEYS, "keys: [");

    await()
        .until(
            () ->
                given()
                    .get("/q/health/well")
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString()
                    .contains("broken"));

    given()
        .headers(bearer(Credentials.of("metrics").text()))
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("millrace_keys_file_broken 1.0"));
  }
}
