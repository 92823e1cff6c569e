package io.millrace.ingest.source;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which files of a folder are complete: those that have not changed for a while, and those that
 * were seen under a temporary name before they got their own, which a writer gives last. Temporary
 * are hidden names and those that end with {@code .part} or {@code .tmp}.
 *
 * <p>Not thread-safe.
 */
final class Arrivals {

  private record Since(Sighting sighting, Instant at) {}

  private final Duration settle;
  private Map<Path, Since> seen = Map.of();
  private Map<String, Long> temporary = Map.of(); // sizes in bytes, by key

  Arrivals(Duration settle) {
    this.settle = settle;
  }

  /**
   * The complete ones among the files that are there now, the oldest first. A clock that is set
   * back starts the wait anew.
   */
  List<Path> complete(Map<Path, Sighting> files, Instant now) {
    Map<Path, Since> current = new HashMap<>();
    Map<String, Long> unfinished = new HashMap<>();
    files.forEach(
        (file, sighting) -> {
          if (isTemporary(file)) {
            unfinished.put(sighting.key(), sighting.size());
          } else {
            current.put(file, since(file, sighting, now));
          }
        });
    seen = current;
    temporary = unfinished;
    return current.keySet().stream()
        .filter(file -> isComplete(current.get(file), now))
        .sorted(
            Comparator.<Path>comparingLong(file -> modified(current.get(file)))
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  private Since since(Path file, Sighting sighting, Instant now) {
    Since before = seen.get(file);
    if (before != null && before.sighting().equals(sighting) && !before.at().isAfter(now)) {
      return before;
    }
    Long size = temporary.get(sighting.key());
    return new Since(
        sighting, before == null && size != null && size <= sighting.size() ? Instant.MIN : now);
  }

  private boolean isComplete(@Nullable Since since, Instant now) {
    return since != null && (since.at().equals(Instant.MIN) || settled(since.at(), now));
  }

  private boolean settled(Instant since, Instant now) {
    return Duration.between(since, now).compareTo(settle) >= 0;
  }

  private static long modified(@Nullable Since since) {
    return since == null ? Long.MAX_VALUE : since.sighting().modified();
  }

  private static boolean isTemporary(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(".") || name.endsWith(".part") || name.endsWith(".tmp");
  }
}
