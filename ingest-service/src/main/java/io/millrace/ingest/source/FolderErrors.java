package io.millrace.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.events.InvalidEventException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.SortedMap;

/**
 * The list of what was refused of a file, a line each: {@code line 7: values.OT: must be …}. It
 * grows under a hidden name beside the file.
 */
record FolderErrors(Path file) {

  static FolderErrors of(Path dropped) {
    return new FolderErrors(dropped.resolveSibling("." + dropped.getFileName() + ".errors"));
  }

  /** Leaves only the first {@code bytes}; what follows is of another file, or of a run cut off. */
  void keep(long bytes) throws IOException {
    if (bytes == 0) {
      Files.deleteIfExists(file);
    } else if (Files.exists(file)) {
      try (FileChannel list = FileChannel.open(file, StandardOpenOption.WRITE)) {
        list.truncate(bytes);
      }
    }
  }

  /**
   * Adds what was refused.
   *
   * @return bytes that it adds
   */
  long add(List<DroppedLine> lines, SortedMap<Integer, InvalidEventException> refused)
      throws IOException {
    byte[] text = text(lines, refused);
    if (text.length > 0) {
      Files.write(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
    return text.length;
  }

  private static byte[] text(
      List<DroppedLine> lines, SortedMap<Integer, InvalidEventException> refused) {
    StringBuilder text = new StringBuilder();
    refused.forEach(
        (index, why) ->
            text.append("line ")
                .append(lines.get(index).number())
                .append(": ")
                .append(why.getMessage())
                .append('\n'));
    return text.toString().getBytes(UTF_8);
  }
}
