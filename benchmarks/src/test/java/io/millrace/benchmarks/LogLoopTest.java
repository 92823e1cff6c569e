package io.millrace.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.events.EventJson;
import io.millrace.events.Inference;
import io.millrace.events.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Our own logs are a source: reading them must not make them longer. */
@ExtendWith(SharedStack.class)
final class LogLoopTest {

  private static final int INJECTED = 4_000;
  private static final int GROWTH_AT_MOST = 40; // lines, of all logs together
  private static final Duration SILENCE = Duration.ofSeconds(3);
  private static final Duration WITHIN = Duration.ofSeconds(30);

  @Test
  void theServicesLogsFeedThemselvesNothing(Stack stack) throws IOException {
    try (Service inference = stack.start("inference-service").ready();
        Service ingest = stack.start("ingest-service", logsOnly(stack)).ready()) {
      awaitSilence(stack);

      Path injected = stack.folder().resolve("injected.log");
      long before = (long) inference.logged().size() + ingest.logged().size();
      Files.write(injected, lines());
      await("all injected lines are classified")
          .atMost(Duration.ofSeconds(120))
          .pollInterval(Duration.ofMillis(500))
          .until(() -> classified(stack) == INJECTED);
      awaitSilence(stack);

      long after = (long) inference.logged().size() + ingest.logged().size();
      assertThat(after - before).isLessThan(GROWTH_AT_MOST);
      assertThat(texts(stack).stream().filter("injected"::equals).count()).isEqualTo(INJECTED);
    }
  }

  private static Map<String, String> logsOnly(Stack stack) {
    return Map.of(
        "millrace.sources.logs.enabled", "true",
        "millrace.sources.logs.directory", stack.folder().toString(),
        "millrace.sources.logs.lines-per-second", "100000");
  }

  /** As a service would write them; a few templates, as logs have. */
  private static List<String> lines() {
    Instant now = Instant.now();
    return IntStream.range(0, INJECTED)
        .mapToObj(i -> now + " INFO  [org.example.Store] (main) Segment " + i % 20 + " was rolled")
        .collect(Collectors.toList());
  }

  /** {@code text-events} gets no record for a while, and that comes soon. */
  private static void awaitSilence(Stack stack) {
    await("text-events falls silent")
        .atMost(WITHIN)
        .pollInterval(Duration.ofMillis(500))
        .during(SILENCE)
        .until(new Unchanged(() -> texts(stack).size())::check);
  }

  /** The source of each text event; other proofs leave malformed ones there, so none is read. */
  private static List<String> texts(Stack stack) {
    return stack.topics().committed(Topics.TEXT_EVENTS).stream()
        .map(record -> new String(record.key(), UTF_8))
        .collect(Collectors.toList());
  }

  private static long classified(Stack stack) {
    return stack.topics().committed(Topics.INFERENCES).stream()
        .map(record -> EventJson.read(Inference.class, record.value()))
        .filter(inference -> inference.source().equals("injected"))
        .count();
  }
}
