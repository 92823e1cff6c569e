package io.millrace.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.benchmarks.MixedEvents.Item;
import io.millrace.events.EventJson;
import io.millrace.events.TextEvent;
import io.millrace.events.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code kill -9} while it acknowledges. */
@ExtendWith(SharedStack.class)
final class IngestKillTest {

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Instant START = Instant.parse("2026-04-01T00:00:00Z");

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

  private static String keyOf(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), UTF_8);
  }
}
