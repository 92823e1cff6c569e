package io.millrace.workbench.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folders of a run, made ready before its first process. Needs the {@link DataLock}. */
record Folders(Layout layout) {

  /** Empties what holds events and state; trained models and logs stay. */
  void empty() {
    for (Path folder : List.of(layout.kafka(), layout.state(), layout.positions())) {
      delete(folder);
    }
  }

  void make() {
    // Native libraries that an earlier run unpacked would pile up here.
    delete(layout.temporary());
    try {
      for (Path folder :
          List.of(
              layout.kafka(),
              layout.state(),
              layout.positions(),
              layout.logs(),
              layout.temporary())) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw new UpException("a folder of " + layout.data() + " cannot be made: " + e, e);
    }
  }

  /** Keeps the log of the run before as {@code NAME.log.1}. */
  void rotate(Path log) {
    try {
      if (Files.exists(log)) {
        Files.move(
            log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UpException(log + " cannot be renamed: " + e.getMessage(), e);
    }
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UpException(folder + " cannot be emptied: " + e.getMessage(), e);
    }
  }
}
