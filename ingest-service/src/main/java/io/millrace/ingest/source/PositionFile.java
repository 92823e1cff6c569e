package io.millrace.ingest.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Keeps a count from run to run: one decimal number in a file, replaced as a whole. */
record PositionFile(Path file) {

  /** 0 if there is no file yet. */
  long read() throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    String text = Files.readString(file).strip();
    if (!text.matches("\\d{1,18}")) {
      throw new IOException(
          file + " line 1: must be a row count, is '" + text + "'; delete it to start over");
    }
    return Long.parseLong(text);
  }

  void write(long position) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.writeString(next, position + "\n");
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
