package io.millrace.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.benchmarks.MixedEvents.Item;
import io.millrace.events.EventJson;
import io.millrace.events.Forecast;
import io.millrace.events.ForecastScore;
import io.millrace.events.SeriesEvent;
import io.millrace.events.TextEvent;
import io.millrace.events.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code kill -9} with a transaction open: nothing is missing afterwards, and nothing doubled. */
@ExtendWith(SharedStack.class)
final class KillTest {

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int KILLS_AT_MOST = 6; // until one has left an aborted transaction behind
  private static final Instant START = Instant.parse("2026-04-01T00:00:00Z");

  @Test
  void aKilledForecastServiceLosesAndDoublesNothing(Stack stack) {
    List<String> series = List.of("kill-a", "kill-b", "kill-c", "kill-d");
    int observations = 0;
    int kills = 0;
    Random random = new Random(5);
    try (Service forecast = stack.start("forecast-service").ready()) {
      OpenTransactions transactions = new OpenTransactions(stack.admin(), "forecast-service");
      do {
        for (int i = 0; i < 400; i++) {
          Instant at = START.plusSeconds(++observations);
          series.forEach(name -> stack.send(observation(name, at, random).record()));
        }
        transactions.awaitOne();
        forecast.kill();
        forecast.start();
        forecast.ready();
        Instant last = START.plusSeconds(observations);
        await("forecasts up to " + last)
            .atMost(PATIENCE)
            .untilAsserted(
                () ->
                    series.forEach(
                        name -> assertThat(issued(stack, name)).as(name).contains(last)));
      } while (aborted(stack, Topics.FORECASTS) == 0 && ++kills < KILLS_AT_MOST);
    }

    assertThat(aborted(stack, Topics.FORECASTS))
        .as("records of transactions that the kills aborted")
        .isPositive();
    for (String name : series) {
      List<Instant> issued = issued(stack, name);
      assertThat(issued).as(name).doesNotHaveDuplicates().isSorted();
      long warmUp = issued.get(0).getEpochSecond() - START.getEpochSecond() - 1;
      assertThat(issued).as(name).hasSize(observations - (int) warmUp);
      assertThat(scored(stack, name)).as(name).isNotEmpty().doesNotHaveDuplicates();
    }
  }

  @Test
  void aKilledIngestServiceLosesNothingItHasAcknowledged(Stack stack) {
    Random random = new Random(9);
    List<String> acknowledged = new ArrayList<>();
    try (Service ingest = stack.start("ingest-service").ready()) {
      HttpClientOf client = new HttpClientOf(ingest);
      Thread killer = new Thread(() -> killOnceAcknowledged(ingest, acknowledged), "killer");
      killer.start();
      for (int request = 0; request < 60; request++) {
        List<String> ids = ids("ingest-" + request + "-");
        List<Item> items =
            ids.stream()
                .map(id -> MixedEvents.text(id, "ingest-kill", START, random))
                .collect(Collectors.toList());
        await("request " + request + " is acknowledged")
            .atMost(PATIENCE)
            .until(() -> client.tryPost("/events/text", items) == 202);
        synchronized (acknowledged) {
          acknowledged.addAll(ids);
        }
      }
      await().atMost(PATIENCE).until(() -> !killer.isAlive());
    }

    assertThat(
            stack.topics().committed(Topics.TEXT_EVENTS).stream()
                .filter(record -> "ingest-kill".equals(keyOf(record)))
                .map(record -> EventJson.read(TextEvent.class, record.value()).id())
                .collect(Collectors.toSet()))
        .containsAll(acknowledged);
  }

  private static List<String> ids(String prefix) {
    return IntStream.range(0, 50).mapToObj(i -> prefix + i).collect(Collectors.toList());
  }

  private static void killOnceAcknowledged(Service ingest, List<String> acknowledged) {
    await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .until(
            () -> {
              synchronized (acknowledged) {
                return acknowledged.size() >= 1000;
              }
            });
    ingest.kill();
    ingest.start();
  }

  private static Item observation(String series, Instant at, Random random) {
    return new Item(
        Topics.SERIES_EVENTS,
        series,
        EventJson.write(
            new SeriesEvent(
                series,
                at,
                0,
                SeriesEvent.Kind.OBSERVED,
                Map.of("value", 5 + random.nextGaussian()),
                Map.of())),
        null);
  }

  private static long aborted(Stack stack, String topic) {
    return stack.topics().written(topic).size() - stack.topics().committed(topic).size();
  }

  private static String keyOf(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), UTF_8);
  }

  private static List<Instant> issued(Stack stack, String series) {
    return stack.topics().committed(Topics.FORECASTS).stream()
        .filter(record -> series.equals(keyOf(record)))
        .map(record -> EventJson.read(Forecast.class, record.value()).issuedAt())
        .collect(Collectors.toList());
  }

  private static List<Instant> scored(Stack stack, String series) {
    return stack.topics().committed(Topics.FORECAST_SCORES).stream()
        .filter(record -> series.equals(keyOf(record)))
        .map(record -> EventJson.read(ForecastScore.class, record.value()).at())
        .collect(Collectors.toList());
  }
}
