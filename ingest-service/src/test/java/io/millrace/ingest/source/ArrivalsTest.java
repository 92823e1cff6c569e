package io.millrace.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

  private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
  private static final Path FILE = Path.of("a.csv");
  private static final Path PART = Path.of("a.csv.part");

  private final Arrivals arrivals = new Arrivals(Duration.ofSeconds(2));

  private static Sighting sighting(String key, long size) {
    return new Sighting(key, size, 7);
  }

  @Test
  void aNewFileUnderTheKeyOfADeletedTemporaryOneStillHasToSettle() {
    arrivals.complete(Map.of(PART, sighting("1", 100)), START);

    assertThat(arrivals.complete(Map.of(FILE, sighting("1", 4)), START)).isEmpty();
  }

  @Test
  void aClockThatIsSetBackStartsTheWaitAnew() {
    arrivals.complete(Map.of(FILE, sighting("1", 4)), START);
    Instant earlier = START.minusSeconds(3_600);
    arrivals.complete(Map.of(FILE, sighting("1", 4)), earlier);

    assertThat(arrivals.complete(Map.of(FILE, sighting("1", 4)), earlier.plusSeconds(2)))
        .containsExactly(FILE);
  }

  @Test
  void aFileReplacedByAnotherOfItsSizeAndTimeStartsTheWaitAnew() {
    arrivals.complete(Map.of(FILE, sighting("1", 4)), START);

    assertThat(arrivals.complete(Map.of(FILE, sighting("2", 4)), START.plusSeconds(2))).isEmpty();
  }
}
