package io.millrace.ingest.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** Reads a stream line by line, as bytes. */
final class Lines {

  private static final int BUFFER = 65_536; // bytes

  private Lines() {}

  /**
   * Hands on each line that is not blank.
   *
   * @param limit of a longer line only {@code limit + 1} bytes are kept, and handed on
   */
  static void each(InputStream in, int limit, Consumer<byte[]> line) throws IOException {
    byte[] buffer = new byte[BUFFER];
    ByteArrayOutputStream current = new ByteArrayOutputStream();
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      int start = 0;
      for (int i = 0; i < read; i++) {
        if (buffer[i] == '\n') {
          append(current, buffer, start, i, limit);
          flush(current, line);
          start = i + 1;
        }
      }
      append(current, buffer, start, read, limit);
    }
    flush(current, line);
  }

  private static void append(
      ByteArrayOutputStream current, byte[] buffer, int start, int end, int limit) {
    current.write(buffer, start, Math.min(end - start, limit + 1 - current.size()));
  }

  private static void flush(ByteArrayOutputStream current, Consumer<byte[]> line) {
    byte[] bytes = current.toByteArray();
    current.reset();
    if (!new String(bytes, ISO_8859_1).isBlank()) {
      line.accept(bytes);
    }
  }
}
