package io.millrace.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Follows one log file by name. A file that was moved away is read to its end before the one that
 * took its name; a file that became shorter is read from its start.
 *
 * <p>Not thread-safe.
 */
final class LogTail implements Closeable {

  /** A line as it was found. */
  record Line(long offset, String text) {}

  private static final int BUFFER = 65_536; // bytes
  private static final int POLL_LIMIT = 4_194_304; // bytes a poll; the rest waits for the next
  private static final int LINE_LIMIT = 400_000; // bytes; what is longer is cut

  private final Path file;
  private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
  private @Nullable FileChannel channel;
  private @Nullable Object key; // what the file system calls the open file
  private long position; // bytes read
  private long lineStart;

  LogTail(Path file) {
    this.file = file;
  }

  Path file() {
    return file;
  }

  /** The lines that were completed since the last poll. */
  List<Line> poll() throws IOException {
    List<Line> lines = new ArrayList<>();
    FileChannel open = channel == null ? open() : channel;
    if (open == null) {
      return lines;
    }
    if (open.size() < position) {
      restart();
    }
    boolean atEnd = read(open, lines);
    if (atEnd && isReplaced()) {
      close();
    }
    return lines;
  }

  private @Nullable FileChannel open() throws IOException {
    try {
      FileChannel opened = FileChannel.open(file, StandardOpenOption.READ);
      channel = opened;
      key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
      restart();
      return opened;
    } catch (NoSuchFileException gone) {
      return null;
    }
  }

  private void restart() {
    position = 0;
    lineStart = 0;
    partial.reset();
  }

  private boolean isReplaced() throws IOException {
    try {
      Object now = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
      return !Objects.equals(now, key);
    } catch (NoSuchFileException gone) {
      return true;
    }
  }

  private boolean read(FileChannel open, List<Line> lines) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    for (int taken = 0; taken < POLL_LIMIT; ) {
      int read = open.read(buffer.clear(), position);
      if (read <= 0) {
        return true;
      }
      cut(buffer.array(), read, lines);
      taken += read;
    }
    return false;
  }

  private void cut(byte[] bytes, int length, List<Line> lines) {
    int start = 0;
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n') {
        append(bytes, start, i);
        lines.add(new Line(lineStart, partial.toString(UTF_8)));
        partial.reset();
        start = i + 1;
        lineStart = position + start;
      }
    }
    append(bytes, start, length);
    position += length;
  }

  private void append(byte[] bytes, int start, int end) {
    partial.write(bytes, start, Math.min(end - start, LINE_LIMIT - partial.size()));
  }

  @Override
  public void close() throws IOException {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      open.close();
    }
  }
}
