package io.millrace.forecast.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The names of all series here, looked up once for all who ask within two seconds. */
final class SeriesNames {

  static final Duration VALID = Duration.ofSeconds(2);

  private final Supplier<List<String>> lookup;
  private final Clock clock;
  private @Nullable List<String> names;
  private Instant lookedUp = Instant.EPOCH;

  SeriesNames(Supplier<List<String>> lookup, Clock clock) {
    this.lookup = lookup;
    this.clock = clock;
  }

  /**
   * @param part of the name, in any case; empty: all
   */
  List<String> with(String part) {
    String wanted = part.toLowerCase(Locale.ROOT);
    return all().stream()
        .filter(name -> wanted.isEmpty() || name.toLowerCase(Locale.ROOT).contains(wanted))
        .toList();
  }

  private synchronized List<String> all() {
    Instant now = clock.instant();
    List<String> known = names;
    if (known == null || Duration.between(lookedUp, now).compareTo(VALID) >= 0) {
      known = lookup.get();
      names = known;
      lookedUp = now;
    }
    return known;
  }
}
