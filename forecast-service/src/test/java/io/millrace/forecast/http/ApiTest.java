package io.millrace.forecast.http;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The API as it is on the wire, while no broker answers. */
@QuarkusTest
class ApiTest {

  private static final Path CONTRACT = Path.of("src/test/resources/openapi.txt");

  @TestHTTPResource private URI service;

  @Test
  void theDocumentIsTheContract() throws IOException {
    String document = get("/q/openapi?format=json").then().statusCode(200).extract().asString();

    assertThat(contract(new ObjectMapper().readTree(document)))
        .isEqualTo(Files.readString(CONTRACT));
  }

  @Test
  void everythingTheDocumentReferredToIsInIt() throws IOException {
    String document = get("/q/openapi?format=json").then().extract().asString();
    JsonNode tree = new ObjectMapper().readTree(document);

    List<String> references = tree.findValuesAsText("$ref");

    assertThat(references).isNotEmpty();
    assertThat(references)
        .allSatisfy(
            reference ->
                assertThat(tree.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse());
  }

  @Test
  void aWrongJobIsRefusedByTheNameOfItsField() {
    given()
        .contentType("application/json")
        .body(
            "{\"series\":\"*\",\"rules\":[{\"name\":\"a\",\"kind\":\"unexpected\","
                + "\"variate\":\"x\"},{\"name\":\"b\",\"kind\":\"breach-ahead\","
                + "\"variate\":\"x\",\"above\":1,\"within\":\"PT0S\"}]}")
        .put("/jobs/mine")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("title", equalTo("Bad Request"))
        .body("field", equalTo("rules[1].within"))
        .body("detail", equalTo("rules[1].within: must be longer than zero, is PT0S"));
  }

  @Test
  void aJobOfAnotherNameThanItsPathIsRefused() {
    given()
        .contentType("application/json")
        .body("{\"name\":\"yours\",\"series\":\"*\"}")
        .put("/jobs/mine")
        .then()
        .statusCode(400)
        .body("detail", equalTo("name: must be mine, is \"yours\""));
  }

  @Test
  void whileTheJobsAreNotReadNoneIsChanged() {
    given()
        .contentType("application/json")
        .body("{\"series\":\"*\"}")
        .put("/jobs/mine")
        .then()
        .statusCode(503)
        .header("Retry-After", "1")
        .body("detail", containsString("not been read yet"));
  }

  @Test
  void whileNoBrokerAnswersItIsAliveAndNotReady() {
    get("/q/health/live").then().statusCode(200);
    get("/q/health/ready")
        .then()
        .statusCode(503)
        .body("checks.name", hasItem("jobs"))
        .body("checks.find { it.name == 'jobs' }.data.state", equalTo("not read yet"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/series", "/series/a", "/series/a/history", "/alerts"})
  void whileTheStreamDoesNotRunItSaysSo(String path) {
    get(path)
        .then()
        .statusCode(503)
        .contentType("application/problem+json")
        .body("detail", containsString("the stream is "));
  }

  @Test
  void aPageIsBounded() {
    get("/series?limit=1001")
        .then()
        .statusCode(400)
        .body("detail", equalTo("offset: from 0; limit: 1 to 1000"));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 257})
  void recentValuesAreBounded(int recent) {
    get("/series?recent=" + recent)
        .then()
        .statusCode(400)
        .body("detail", equalTo("recent: 0 to 256 steps, is " + recent));
  }

  @Test
  void aVersionThatNoDirectoryHasIsNotReleased() {
    get("/models/nobody/available").then().statusCode(200).body("", equalTo(List.of()));
    given()
        .contentType("application/json")
        .body("{\"version\":\"9\"}")
        .post("/models/nobody/release")
        .then()
        .statusCode(400)
        .body("field", equalTo("version"))
        .body("detail", equalTo("version: must be one of [], is 9"));
  }

  @Test
  void whatDoesNotExistIsRefusedInWords() {
    get("/jobs/nobody")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("detail", equalTo("there is no job nobody"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/updates?series=host*", "/series/host/updates"})
  void whoWatchesIsGreetedAndToldWhatCannotBeMadeUp(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(service.resolve(path))
            .header("Last-Event-ID", "forecasts-0@7")
            .build();

    HttpResponse<InputStream> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());

    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
      List<String> first = new ArrayList<>();
      while (first.size() < 2) {
        String line = lines.readLine();
        if (!line.isBlank()) {
          first.add(line.replace(" ", ""));
        }
      }
      assertThat(first.get(1)).isEqualTo(":missed:whatcameafterforecasts-0@7isnotkept");
    }
  }

  @Test
  void metricsOfTheStreamAreThereFromTheStart() {
    get("/q/metrics").then().statusCode(200).body(containsString("millrace_forecast_due_steps"));
  }

  /** A line for each operation: method, path, parameters, answers. */
  private static String contract(JsonNode document) {
    StringBuilder lines = new StringBuilder();
    for (String path : new TreeSet<>(names(document.path("paths")))) {
      JsonNode operations = document.path("paths").path(path);
      for (String method : new TreeSet<>(names(operations))) {
        JsonNode operation = operations.path(method);
        lines
            .append(
                "%s %s %s\n"
                    .formatted(
                        method.toUpperCase(Locale.ROOT),
                        path,
                        operation.path("operationId").asText()))
            .append(parameters(operation))
            .append(answers(operation));
      }
    }
    return lines.toString();
  }

  private static String parameters(JsonNode operation) {
    StringBuilder lines = new StringBuilder();
    operation
        .path("parameters")
        .forEach(
            each ->
                lines.append(
                    "  %s %s%s\n"
                        .formatted(
                            each.path("in").asText(),
                            each.path("name").asText(),
                            each.path("schema").has("default")
                                ? " = " + each.path("schema").path("default").asText()
                                : "")));
    return lines.toString();
  }

  private static String answers(JsonNode operation) {
    StringBuilder lines = new StringBuilder();
    Map<String, JsonNode> sorted = new TreeMap<>();
    operation
        .path("responses")
        .fields()
        .forEachRemaining(e -> sorted.put(e.getKey(), e.getValue()));
    sorted.forEach(
        (code, answer) -> {
          JsonNode content = answer.path("content");
          String what =
              answer.has("$ref")
                  ? answer.path("$ref").asText().replaceFirst(".*/", "")
                  : String.join(
                      ",",
                      content.findValuesAsText("$ref").stream()
                          .map(each -> each.replaceFirst(".*/", ""))
                          .toList());
          lines.append("  %s %s\n".formatted(code, what).replace(" \n", "\n"));
        });
    return lines.toString();
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    for (Iterator<String> each = node.fieldNames(); each.hasNext(); ) {
      names.add(each.next());
    }
    return names;
  }
}
