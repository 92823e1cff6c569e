package io.millrace.forecast.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The names of all series of some partitions, looked up once for all who ask for the same within
 * two seconds.
 */
final class SeriesNames {

  static final Duration VALID = Duration.ofSeconds(2);

  private final Function<Set<Integer>, List<String>> lookup;
  private final Clock clock;
  private @Nullable List<String> names;
  private Set<Integer> namesOf = Set.of();
  private Instant lookedUp = Instant.EPOCH;

  SeriesNames(Function<Set<Integer>, List<String>> lookup, Clock clock) {
    this.lookup = lookup;
    this.clock = clock;
  }

  /**
   * @param part of the name, in any case; empty: all
   */
  List<String> with(Set<Integer> partitions, String part) {
    String wanted = part.toLowerCase(Locale.ROOT);
    return all(partitions).stream()
        .filter(name -> wanted.isEmpty() || name.toLowerCase(Locale.ROOT).contains(wanted))
        .toList();
  }

  private synchronized List<String> all(Set<Integer> partitions) {
    Instant now = clock.instant();
    List<String> known = names;
    if (known == null
        || !namesOf.equals(partitions)
        || Duration.between(lookedUp, now).compareTo(VALID) >= 0) {
      known = lookup.apply(partitions);
      names = known;
      namesOf = partitions;
      lookedUp = now;
    }
    return known;
  }
}
