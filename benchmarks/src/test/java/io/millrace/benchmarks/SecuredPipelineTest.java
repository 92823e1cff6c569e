package io.millrace.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.events.EventJson;
import io.millrace.events.SeriesEvent;
import io.millrace.events.TextEvent;
import io.millrace.events.Topics;
import io.millrace.workbench.Millrace;
import io.millrace.workbench.acls.AclsCommand;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import picocli.CommandLine;

/** The whole pipeline on a broker with TLS, passwords, certificates and access control. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class SecuredPipelineTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int READINGS = 30;

  /** Written by hand, not from the table: r reads, w writes, - neither. */
  private static final String MATRIX =
      """
      topic               ingest-service  inference-service  forecast-service  console  workbench
      text-accepted       rw              -                  -                 -        -
      sensor-accepted     rw              -                  -                 -        -
      series-accepted     rw              -                  -                 -        -
      text-events         rw              r                  -                 r        rw
      sensor-events       rw              r                  -                 r        rw
      series-events       rw              -                  r                 -        rw
      inferences          -               w                  r                 r        rw
      inferences-shadow   -               w                  -                 -        -
      embeddings          -               w                  -                 -        -
      forecasts           -               -                  rw                r        r
      forecasts-shadow    -               -                  w                 -        r
      forecast-scores     -               -                  rw                r        -
      forecast-decisions  -               -                  rw                -        r
      alerts              -               -                  rw                -        -
      rejected-events     rw              w                  w                 r        r
      model-releases      -               rw                 rw                -        rw
      forecast-jobs       -               -                  rw                -        r
      """;

  private static SecuredStack stack;

  @BeforeAll
  static void start() throws Exception {
    stack = SecuredStack.fresh(Path.of("target/secured"));
    Path admin = stack.file("admin", "", stack.byPassword(SecuredStack.ADMINISTRATOR));
    int exit =
        new CommandLine(new AclsCommand())
            .execute(
                "--topics",
                Path.of("../deploy/topics.yaml").toAbsolutePath().toString(),
                "--bootstrap",
                stack.bootstrapServers(),
                "--kafka-config",
                admin.toString(),
                "--apply");
    assertThat(exit).isZero();
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  @Order(1)
  void whatIsPostedIsClassifiedForecastAndToldOfInOneTraceAndNoPasswordIsLogged() throws Exception {
    try (SpanReceiver spans = SpanReceiver.start();
        Service ingest = stack.start("ingest-service", spans.settings());
        Service inference = stack.start("inference-service", spans.settings());
        Service forecast = stack.start("forecast-service", spans.settings())) {
      List.of(ingest, inference, forecast).forEach(Service::ready);

      put(
          forecast,
          "/jobs/hot",
          "{\"series\":\"oven\",\"rules\":[{\"name\":\"too-hot\",\"kind\":\"breach-ahead\","
              + "\"variate\":\"heat\",\"above\":50,\"within\":\"PT5S\"}]}");
      put(
          forecast,
          "/jobs/refused",
          "{\"series\":\"secured\",\"rules\":[{\"name\":\"refused\",\"kind\":\"label-count\","
              + "\"label\":\"connection\",\"score\":0.1,\"points\":1,\"of\":1}]}");
      for (int number = 0; number < READINGS; number++) {
        post(ingest, "/events/series", EventJson.write(reading(number)));
      }

      post(ingest, "/events/text", EventJson.write(text()));

      Map<String, String> alerts = new Told(stack).awaitAlerts("refused", "too-hot");
      spans.await(
          alerts.get("refused"),
          "forecast-service: process inferences",
          "inference-service: process text-events",
          "ingest-service: send text-events",
          "ingest-service: POST /events/{kind}");
      spans.await(
          alerts.get("too-hot"),
          "forecast-service: process series-events",
          "ingest-service: send series-events",
          "ingest-service: POST /events/{kind}");
      for (Service each : List.of(ingest, inference, forecast)) {
        assertThat(String.join("\n", each.logged()))
            .containsPattern("security.protocol = (SASL_)?SSL") // clients said what they were told
            .doesNotContain("is-secret")
            .doesNotContain("store-secret")
            .doesNotContain("Not authorized")
            .doesNotContain("BEGIN PRIVATE KEY");
      }
    }
  }

  /** It runs forecast-service's own code, which is told as a service is: docs/security.md. */
  @Test
  @Order(2)
  void aReplayOfTheLogTakesWhatItTellsKafkaFromTheEnvironmentAndAFile() throws Exception {
    Map<String, String> settings = stack.byPassword("workbench");
    String login = settings.remove("sasl.jaas.config");
    Path secret = stack.file("replay", "kafka.", Map.of("sasl.jaas.config", login));
    Path folder = secret.resolveSibling("replay");
    ProcessBuilder command =
        new ProcessBuilder(
                Service.javaCommand(),
                "-Dmillrace.repository=" + Path.of("..").toAbsolutePath().normalize(),
                "-cp",
                System.getProperty("java.class.path"),
                Millrace.class.getName(),
                "replay-log",
                "--bootstrap",
                stack.bootstrapServers(),
                "--series",
                "oven",
                "--models",
                folder.toString(),
                "--out",
                folder.toString())
            .redirectErrorStream(true);
    settings.forEach(
        (key, value) ->
            command.environment().put("KAFKA_" + key.replace('.', '_').toUpperCase(ROOT), value));
    command.environment().put("SMALLRYE_CONFIG_LOCATIONS", secret.toString());
    Process replay = command.start();
    String said = new String(replay.getInputStream().readAllBytes(), UTF_8);

    assertThat(replay.waitFor()).as(said).isZero();
    assertThat(said).containsPattern("(?m)^[1-9][0-9]* forecasts, ").doesNotContain("is-secret");
  }

  @Test
  @Order(3)
  void nobodyReadsOrWritesWhatHeShouldNot() throws Exception {
    List<String> lines = MATRIX.lines().toList();
    List<String> users = words(lines.get(0)).subList(1, 6);
    Set<String> topics = new TreeSet<>();
    AccessAttempts administrator = attempts(SecuredStack.ADMINISTRATOR);
    StringBuilder found = new StringBuilder();
    for (String line : lines.subList(1, lines.size())) {
      String topic = words(line).get(0);
      topics.add(topic);
      assertThat(administrator.writes(topic)).isTrue();
      found.append("%-18s ".formatted(topic));
      for (String user : users) {
        AccessAttempts attempts = attempts(user);
        String access = (attempts.reads(topic) ? "r" : "") + (attempts.writes(topic) ? "w" : "");
        found.append(access.isEmpty() ? "-" : access).append(' ');
      }
      found.append('\n');
    }

    assertThat(topics).containsExactlyInAnyOrderElementsOf(Topics.ALL);
    assertThat(words(found.toString()))
        .isEqualTo(words(String.join(" ", lines.subList(1, lines.size()))));
  }

  @Test
  @Order(4)
  void nobodyJoinsTheGroupOrEndsTheTransactionsOfAnother() {
    AccessAttempts forecast = attempts("forecast-service");
    AccessAttempts certified = new AccessAttempts(stack.byCertificate());

    assertThat(forecast.joins("forecast-service", Topics.SERIES_EVENTS)).isTrue();
    assertThat(forecast.joins("alert-delivery-hook", Topics.ALERTS)).isTrue();
    assertThat(forecast.joins("inference-service", Topics.SERIES_EVENTS)).isFalse();
    assertThat(forecast.fences("forecast-service-x-1")).isTrue();
    assertThat(forecast.fences("ingest-service-0-0")).isFalse();
    assertThat(certified.joins("inference-service-shadow-x", Topics.TEXT_EVENTS)).isTrue();
    assertThat(certified.joins("forecast-service", Topics.TEXT_EVENTS)).isFalse();
    assertThat(certified.fences("forecast-service-x-1")).isFalse();
    assertThat(attempts("workbench").fences("millrace-rejected-replay")).isTrue();
    assertThat(attempts("workbench").joins("forecast-service", Topics.SERIES_EVENTS)).isFalse();
  }

  private static AccessAttempts attempts(String user) {
    return new AccessAttempts(
        user.equals(SecuredStack.CERTIFIED) ? stack.byCertificate() : stack.byPassword(user));
  }

  private static List<String> words(String line) {
    return List.of(line.strip().split("\\s+"));
  }

  private static TextEvent text() {
    return new TextEvent(
        "secured-1", "secured", Instant.now(), "Connection refused by the database", Map.of());
  }

  private static SeriesEvent reading(int number) {
    Instant first = Instant.now().truncatedTo(ChronoUnit.MINUTES).minusSeconds(READINGS);
    return new SeriesEvent(
        "oven",
        first.plusSeconds(number),
        0,
        SeriesEvent.Kind.OBSERVED,
        Map.of("heat", 100 + Math.sin(number)),
        Map.of());
  }

  private static void post(Service service, String path, byte[] json) throws Exception {
    send(
        HttpRequest.newBuilder(service.at(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(json)));
  }

  private static void put(Service service, String path, String json) throws Exception {
    send(
        HttpRequest.newBuilder(service.at(path))
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(json)));
  }

  private static void send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HTTP.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
  }
}
