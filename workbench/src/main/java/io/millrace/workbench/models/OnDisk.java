package io.millrace.workbench.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the file system knows of a bundle. */
record OnDisk(Path directory) {

  /** Bytes of all its files. */
  long size() {
    try (Stream<Path> files = Files.walk(directory)) {
      long bytes = 0;
      List<Path> regular = files.filter(Files::isRegularFile).toList();
      for (Path file : regular) {
        bytes += Files.size(file);
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(directory + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** Since its manifest was written. */
  Duration age(Instant now) {
    try {
      Path manifest = directory.resolve(Bundles.MANIFEST);
      return Duration.between(Files.getLastModifiedTime(manifest).toInstant(), now);
    } catch (IOException e) {
      throw new UncheckedIOException(directory + ": cannot be read: " + e.getMessage(), e);
    }
  }

  static String sizeText(long bytes) {
    return bytes < 1000
        ? bytes + " B"
        : bytes < 1_000_000
            ? String.format(Locale.ROOT, "%.0f kB", bytes / 1e3)
            : String.format(Locale.ROOT, bytes < 10_000_000 ? "%.1f MB" : "%.0f MB", bytes / 1e6);
  }

  static String ageText(Duration age) {
    return age.toDays() > 0
        ? age.toDays() + " d"
        : age.toHours() > 0 ? age.toHours() + " h" : Math.max(0, age.toMinutes()) + " min";
  }
}
