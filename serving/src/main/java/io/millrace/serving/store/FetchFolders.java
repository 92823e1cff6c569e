package io.millrace.serving.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders and files that are not whole; their dot hides them from who looks for bundles. */
final class FetchFolders {

  static final String PREFIX = ".fetching-";

  /** No fetch takes that long: it ended without tidying up. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  private FetchFolders() {}

  /** A new one inside a folder, which is made if need be; abandoned ones are removed from it. */
  static Path in(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Path each : abandoned(folder)) {
      delete(each);
    }
    return Files.createTempDirectory(folder, PREFIX);
  }

  private static List<Path> abandoned(Path folder) throws IOException {
    Instant limit = Instant.now().minus(ABANDONED);
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(each -> String.valueOf(each.getFileName()).startsWith(PREFIX))
          .filter(each -> each.toFile().lastModified() < limit.toEpochMilli())
          .toList();
    }
  }

  /** Deletes all but the bundles that were used last. */
  static void keepLatest(Path folder, int most) throws IOException {
    List<Path> latestFirst = latestFirst(folder);
    for (Path each : latestFirst.subList(Math.min(most, latestFirst.size()), latestFirst.size())) {
      discard(each);
    }
  }

  /** Bundles of one model by when they were used; none if there is no such folder. */
  static List<Path> latestFirst(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(each -> !String.valueOf(each.getFileName()).startsWith("."))
          .sorted(Comparator.comparingLong(each -> -each.toFile().lastModified()))
          .toList();
    }
  }

  /** Out of sight at once, so that nobody finds a part of it. */
  static void discard(Path bundle) throws IOException {
    Path hidden = Files.createTempDirectory(bundle.resolveSibling(""), PREFIX);
    Files.move(bundle, hidden.resolve("discarded"));
    delete(hidden);
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
