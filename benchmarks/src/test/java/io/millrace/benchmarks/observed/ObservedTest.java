package io.millrace.benchmarks.observed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.benchmarks.Service;
import io.millrace.benchmarks.SharedStack;
import io.millrace.benchmarks.Stack;
import io.millrace.events.Topics;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The services as containers run them, with the configuration under {@code deploy/config}: what
 * they export, answer and log is what docs/observability.md says.
 */
@ExtendWith(SharedStack.class)
final class ObservedTest {

  private static final Duration WITHIN = Duration.ofSeconds(60);
  private static final String KEY = "mr_kobserved_" + "A".repeat(43);
  private static final String CONTENT = "content-that-no-log-may-have";
  private static final String TEXT =
      "{\"id\":\"%s\",\"source\":\"observed\",\"at\":\"2026-01-31T12:00:00Z\",\"text\":\"%s\",\"attributes\":{}}";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** No model of this build gives vectors, which two versions could be compared by. */
  private static final Set<String> NOT_BROUGHT_ABOUT =
      Set.of("millrace_shadow_cosine", "millrace_shadow_vectors_near_total");

  private static final String INSTANCE = "observed";

  private static Page page;
  private static Service ingest;
  private static Service inference;
  private static Service forecast;

  @BeforeAll
  static void start(Stack stack) throws Exception {
    page = Page.of(stack.repository());
    inference =
        stack.start(
            "inference-service",
            settings(
                stack,
                "inference-service",
                Map.of(
                    "millrace.text.model", "log-triage", "millrace.sensor.model", "contention")));
    forecast = stack.start("forecast-service", settings(stack, "forecast-service", receiver()));
    ingest = stack.start("ingest-service", settings(stack, "ingest-service", sources(stack)));
    ingest.ready();
    inference.ready();
    forecast.ready();
    send(stack);
    await("forecasts are scored")
        .atMost(WITHIN)
        .until(() -> has(forecast, "millrace_forecast_coverage"));
    await("alerts are told")
        .atMost(WITHIN)
        .until(() -> has(forecast, "millrace_forecast_alerts_total"));
    await("a decision was made")
        .atMost(WITHIN)
        .until(() -> has(forecast, "millrace_forecast_decisions_total"));
    await("frames were answered")
        .atMost(WITHIN)
        .until(() -> scrape(inference).contains("sensor-events\""));
    await("texts were answered")
        .atMost(WITHIN)
        .until(() -> has(inference, "millrace_tokens_total"));
    goWrong(stack);
  }

  private static void goWrong(Stack stack) throws Exception {
    Mishaps mishaps = new Mishaps(stack, INSTANCE);
    String shadow = mishaps.shadow();
    try {
      await("the shadow has answered and refused")
          .atMost(WITHIN)
          .pollInterval(Duration.ofSeconds(1))
          .until(
              () -> {
                // Again and again: its group is stable before it knows where it begins.
                sendBroken(stack, Topics.SENSOR_EVENTS);
                return has(inference, "millrace_shadow_answers_total")
                    && has(inference, "millrace_shadow_rejections_total");
              });
      mishaps.fence(shadow);
      await("batches were aborted")
          .atMost(WITHIN)
          .until(
              () ->
                  has(inference, "millrace_batches_aborted_total")
                      && has(inference, "millrace_shadow_batches_aborted_total"));
    } finally {
      mishaps.withdraw();
    }
    inference.ready();
  }

  @AfterAll
  static void stop() {
    for (Service service : new Service[] {ingest, inference, forecast}) {
      if (service != null) {
        service.close();
      }
    }
  }

  @Test
  void ingestServiceExportsWhatThePageSays() {
    requireAsThePageSays("ingest-service", ingest);
  }

  @Test
  void inferenceServiceExportsWhatThePageSays() {
    requireAsThePageSays("inference-service", inference);
  }

  @Test
  void forecastServiceExportsWhatThePageSays() {
    requireAsThePageSays("forecast-service", forecast);
  }

  @Test
  void whatQuarkusAndKafkaExportIsAsThePageSays() {
    Map<String, Page.Metric> others = page.metrics("Of Quarkus");
    Map<String, Set<String>> exported = new HashMap<>();
    for (Service service : List.of(ingest, inference, forecast)) {
      exported.putAll(Exported.of(scrape(service)).labels());
    }
    others.remove("up"); // Prometheus' own

    assertThat(others).hasSizeGreaterThan(5);
    others.forEach(
        (name, metric) ->
            assertThat(exported.get(name)).as(name).isNotNull().containsAll(metric.labels()));
  }

  @Test
  void healthChecksAreThoseOfThePage() throws IOException {
    for (Map.Entry<String, Service> each :
        Map.of(
                "ingest-service", ingest,
                "inference-service", inference,
                "forecast-service", forecast)
            .entrySet()) {
      Set<String> named = new TreeSet<>();
      new ObjectMapper()
          .readTree(each.getValue().get("/q/health"))
          .path("checks")
          .forEach(check -> named.add(check.path("name").asText()));

      assertThat(named).as(each.getKey()).isEqualTo(page.checks(each.getKey()));
    }
  }

  @Test
  void aLogIsJsonWithTheKeysOfThePageAndWithoutContent() {
    Set<String> keys = new TreeSet<>(page.logKeys());
    assertThat(keys).contains("message", "service", "instance");
    for (Service service : List.of(ingest, inference, forecast)) {
      List<String> lines = service.logged().stream().filter(line -> line.startsWith("{")).toList();

      assertThat(lines).hasSizeGreaterThan(3);
      lines.forEach(line -> assertThat(keys).as(line).containsAll(keysOf(line)));
      assertThat(service.logged()).noneMatch(line -> line.contains(CONTENT));
    }
  }

  private static void requireAsThePageSays(String name, Service service) {
    Map<String, Page.Metric> said = page.metrics(name);
    Exported exported = Exported.of(scrape(service));

    assertThat(said.keySet()).containsAll(exported.ours());
    said.forEach(
        (metric, row) -> {
          if (!NOT_BROUGHT_ABOUT.contains(metric) || row.always()) {
            assertThat(exported.labels()).as(name).containsKey(metric);
          }
          if (exported.labels().containsKey(metric)) {
            assertThat(exported.labels().get(metric)).as(metric).isEqualTo(row.labels());
          }
        });
    assertThat(exported.withoutNumber()).noneMatch(metric -> metric.startsWith("millrace_"));
  }

  /** As in a container, but on loopback and with the models and folders of this build. */
  private static Map<String, String> settings(
      Stack stack, String service, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put(
        "quarkus.config.locations",
        stack.repository().resolve("deploy/config/" + service + ".properties").toString());
    settings.put("quarkus.http.host", "127.0.0.1");
    settings.put("quarkus.log.console.json.enabled", "true");
    settings.put("millrace.instance", INSTANCE);
    return settings;
  }

  private static Map<String, String> sources(Stack stack) throws Exception {
    Path keys = stack.folder().resolve("observed-keys.yaml");
    String digest =
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(KEY.getBytes(UTF_8)));
    Files.writeString(
        keys,
        "keys:\n- {id: kobserved, client: observed, sha256: '%s', scopes: ['text:*', 'series:*', admin]}\n"
            .formatted(digest));
    return Map.of(
        "millrace.security.keys-file",
        keys.toString(),
        "millrace.sources.frames.enabled",
        "true",
        "millrace.sources.recorded.enabled",
        "true",
        "millrace.sources.recorded.position-file",
        stack.folder().resolve("observed-position").toString(),
        "millrace.sources.recorded.speed",
        "40",
        "millrace.sources.recorded.file",
        stack.repository().resolve("models/host-forecast/recording.csv").toString());
  }

  /** Nobody listens there. */
  private static Map<String, String> receiver() {
    return Map.of(
        "millrace.alerts.receivers.pager.kind", "alertmanager",
        "millrace.alerts.receivers.pager.url", "http://127.0.0.1:1");
  }

  private static void send(Stack stack) throws Exception {
    post(KEY, TEXT.formatted("1", CONTENT));
    post(KEY, TEXT.formatted("1", CONTENT)); // again
    post(KEY, TEXT.replace("\"at\"", "\"when\"").formatted("2", CONTENT));
    post("wrong", TEXT.formatted("3", CONTENT));
    sendBroken(stack, Topics.TEXT_EVENTS);
    sendBroken(stack, Topics.SERIES_EVENTS);
  }

  private static void sendBroken(Stack stack, String topic) {
    stack.send(new ProducerRecord<>(topic, "k".getBytes(UTF_8), ("{" + CONTENT).getBytes(UTF_8)));
    stack.flush();
  }

  private static void post(String key, String body) throws Exception {
    HTTP.send(
        HttpRequest.newBuilder(ingest.at("/events/text"))
            .header("content-type", "application/json")
            .header("authorization", "Bearer " + key)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.discarding());
  }

  private static String scrape(Service service) {
    try {
      return HTTP.send(
              HttpRequest.newBuilder(service.at("/q/metrics"))
                  .header(service == ingest ? "authorization" : "x-none", "Bearer " + KEY)
                  .build(),
              BodyHandlers.ofString())
          .body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean has(Service service, String metric) {
    return scrape(service).contains("\n" + metric + "{");
  }

  private static Set<String> keysOf(String line) {
    try {
      JsonNode object = new ObjectMapper().readTree(line);
      Set<String> keys = new TreeSet<>();
      object.fieldNames().forEachRemaining(keys::add);
      return keys;
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }
}
