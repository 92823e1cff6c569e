package io.millrace.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.events.EventJson;
import io.millrace.events.SeriesEvent;
import io.millrace.events.TextEvent;
import io.millrace.events.Topics;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
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
  void whatIsPostedIsClassifiedForecastAndToldOfAndNoPasswordIsLogged() throws Exception {
    try (Service ingest = stack.start("ingest-service");
        Service inference = stack.start("inference-service");
        Service forecast = stack.start("forecast-service")) {
      List.of(ingest, inference, forecast).forEach(Service::ready);

      put(
          forecast,
          "/jobs/hot",
          "{\"series\":\"oven\",\"rules\":[{\"name\":\"too-hot\",\"kind\":\"breach-ahead\","
              + "\"variate\":\"heat\",\"above\":50,\"within\":\"PT5S\"}]}");
      post(ingest, "/events/text", EventJson.write(text()));
      for (int number = 0; number < READINGS; number++) {
        post(ingest, "/events/series", EventJson.write(reading(number)));
      }

      awaitRecords(Set.of(Topics.INFERENCES, Topics.FORECASTS, Topics.ALERTS));
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

  @Test
  @Order(2)
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
  @Order(3)
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

  /** As the administrator sees them. */
  private static void awaitRecords(Set<String> topics) {
    Map<String, Object> settings = new HashMap<>(stack.byPassword(SecuredStack.ADMINISTRATOR));
    settings.put("isolation.level", "read_committed");
    settings.put("auto.offset.reset", "earliest");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(
          topics.stream()
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList());
      Set<String> seen = new TreeSet<>();
      await("all of " + topics)
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(10))
          .untilAsserted(
              () -> {
                for (ConsumerRecord<byte[], byte[]> record :
                    consumer.poll(Duration.ofMillis(100))) {
                  assertThat(new String(record.value(), UTF_8)).startsWith("{");
                  seen.add(record.topic());
                }
                assertThat(seen).containsExactlyInAnyOrderElementsOf(topics);
              });
    }
  }
}
