package io.millrace.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.benchmarks.MixedEvents.Item;
import io.millrace.events.EventJson;
import io.millrace.events.Forecast;
import io.millrace.events.Inference;
import io.millrace.events.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Of 1,000 mixed events 50 are wrong in ten ways: they harm nobody but themselves. */
@ExtendWith(SharedStack.class)
final class MixedEventsTest {

  private static final int EVENTS = 1000;
  private static final int MALFORMED = 50;
  private static final int WARM_UP = 100; // observations, before the counted ones
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private static Stack stack;
  private static Service ingest;
  private static Service inference;
  private static Service forecast;

  @BeforeAll
  static void start(Stack shared) {
    stack = shared;
    ingest = stack.start("ingest-service");
    inference = stack.start("inference-service");
    forecast = stack.start("forecast-service");
    List.of(ingest, inference, forecast).forEach(Service::ready);
    Random random = new Random(1);
    for (int i = 1; i <= WARM_UP; i++) {
      stack.send(MixedEvents.observation(START.plusSeconds(i), random).record());
    }
  }

  @AfterAll
  static void stop() {
    List.of(ingest, inference, forecast).forEach(Service::close);
  }

  @Test
  void malformedEventsHarmOnlyThemselvesOverHttpAndOnTheTopics() {
    MixedEvents overHttp = MixedEvents.of(EVENTS, MALFORMED, "http", START.plusSeconds(WARM_UP), 7);
    new HttpClientOf(ingest).post(overHttp);
    assertResults("http", overHttp);

    MixedEvents onTopics =
        MixedEvents.of(
            EVENTS,
            MALFORMED,
            "topic",
            START.plusSeconds(WARM_UP + overHttp.count(Topics.SERIES_EVENTS, true)),
            11);
    onTopics.items().forEach(item -> stack.send(item.record()));
    assertResults("topic", onTopics);

    assertThat(ingest.alive()).isTrue();
    assertThat(inference.alive()).isTrue();
    assertThat(forecast.alive()).isTrue();
  }

  private void assertResults(String run, MixedEvents events) {
    int results = EVENTS - MALFORMED;
    await(run + ": " + results + " results and " + MALFORMED + " rejections")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              assertThat(inferences(run).size() + forecasts(events).size()).isEqualTo(results);
              assertThat(rejected(events)).hasSize(MALFORMED);
            });
    assertThat(inferences(run)).doesNotHaveDuplicates();
    assertThat(forecasts(events)).doesNotHaveDuplicates();
    assertThat(rejected(events))
        .allSatisfy(record -> assertThat(header(record, "millrace_reason")).isNotBlank())
        .allSatisfy(record -> assertThat(header(record, "millrace_stage")).isNotBlank());
    assertThat(rejected(events).stream().map(r -> hex(r.value())).collect(Collectors.toList()))
        .containsExactlyInAnyOrderElementsOf(
            events.items().stream()
                .filter(item -> !item.valid())
                .map(item -> hex(item.bytes()))
                .collect(Collectors.toList()));
  }

  private static List<String> inferences(String run) {
    return stack.topics().committed(Topics.INFERENCES).stream()
        .map(record -> EventJson.read(Inference.class, record.value()).event())
        .filter(event -> event.startsWith(run + "-"))
        .collect(Collectors.toList());
  }

  private static List<Instant> forecasts(MixedEvents events) {
    List<Instant> stamps = new ArrayList<>();
    events.items().stream()
        .filter(item -> item.valid() && item.topic().equals(Topics.SERIES_EVENTS))
        .forEach(item -> stamps.add(observedAt(item)));
    return stack.topics().committed(Topics.FORECASTS).stream()
        .map(record -> EventJson.read(Forecast.class, record.value()))
        .filter(forecast -> forecast.series().equals(MixedEvents.SERIES))
        .map(Forecast::issuedAt)
        .filter(stamps::contains)
        .collect(Collectors.toList());
  }

  private static Instant observedAt(Item item) {
    return EventJson.read(io.millrace.events.SeriesEvent.class, item.bytes()).at();
  }

  private static List<ConsumerRecord<byte[], byte[]>> rejected(MixedEvents events) {
    List<String> malformed =
        events.items().stream()
            .filter(item -> !item.valid())
            .map(item -> hex(item.bytes()))
            .collect(Collectors.toList());
    return stack.topics().committed(Topics.REJECTED_EVENTS).stream()
        .filter(record -> malformed.contains(hex(record.value())))
        .collect(Collectors.toList());
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  private static String hex(byte[] bytes) {
    return java.util.HexFormat.of().formatHex(bytes);
  }
}
