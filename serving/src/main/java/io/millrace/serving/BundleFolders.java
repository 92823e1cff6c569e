package io.millrace.serving;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Lists folders that may change while they are listed. */
final class BundleFolders {

  private BundleFolders() {}

  /** In name order; none if there is no such folder. */
  static List<Path> under(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(Files::isDirectory)
          .filter(entry -> !String.valueOf(entry.getFileName()).startsWith("."))
          .sorted()
          .toList();
    } catch (NoSuchFileException | NotDirectoryException absent) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": cannot be listed: " + e.getMessage(), e);
    }
  }
}
