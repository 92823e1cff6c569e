package io.millrace.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One log file, held open whatever becomes of its name. A file that was emptied, or whose content
 * was replaced, is read from its start; what was written to it between the last reading and that
 * moment is in its copy only, which is not read. What is no UTF-8 is read as U+FFFD.
 *
 * <p>Not thread-safe.
 */
final class LogFile implements Closeable {

  /** A line as it was found. */
  record Line(long offset, String text) {}

  private static final int BUFFER = 65_536; // bytes
  static final int READ_LIMIT = 4_194_304; // bytes at a time; the rest waits
  private static final int LINE_LIMIT = 400_000; // bytes; what is longer is cut

  private final Consumer<Line> sink;
  private @Nullable FileChannel channel;
  private ReadMarks marks = new ReadMarks();
  private LineCutter cutter;

  LogFile(Consumer<Line> sink) {
    this.sink = sink;
    this.cutter = cutter(sink);
  }

  private static LineCutter cutter(Consumer<Line> sink) {
    return new LineCutter(
        LINE_LIMIT, (offset, line) -> sink.accept(new Line(offset, new String(line, UTF_8))));
  }

  boolean isOpen() {
    return channel != null;
  }

  /**
   * Opens the file, to go on where it was left. It stays closed if there is none of that name and
   * key: it is being exchanged at this moment.
   */
  void open(Path file, Object key) throws IOException {
    try {
      FileChannel opened = FileChannel.open(file, StandardOpenOption.READ);
      if (key.equals(key(file))) {
        channel = opened;
      } else {
        opened.close();
      }
    } catch (NoSuchFileException gone) {
      // The next look at the directory shows what became of it.
    }
  }

  /** What the file system calls the file; where it has no such names, its own and its birth. */
  static Object key(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    Object key = attributes.fileKey();
    return key == null ? file + " of " + attributes.creationTime() : key;
  }

  /** Whether a file holds, at its place, what was read of this one. */
  boolean isContinuedBy(Path file) throws IOException {
    try (FileChannel other = FileChannel.open(file, StandardOpenOption.READ)) {
      return marks.stillIn(other, cutter.position());
    }
  }

  /**
   * Hands on the lines that were completed since the last time. If the content was replaced, what
   * there was of an unfinished line comes first.
   *
   * @return how many bytes were read; if fewer than {@link #READ_LIMIT}, no more were there
   */
  long read() throws IOException {
    return channel == null ? 0 : read(channel);
  }

  private long read(FileChannel open) throws IOException {
    if (!marks.stillIn(open, cutter.position())) {
      cutter.finish();
      marks = new ReadMarks();
      cutter = cutter(sink);
    }
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    long taken = 0;
    int read = 0;
    do {
      read = Math.max(0, open.read(buffer.clear(), cutter.position()));
      marks.add(buffer.array(), read);
      cut(buffer.array(), read);
      taken += read;
    } while (read > 0 && taken < READ_LIMIT);
    return taken;
  }

  /**
   * A writer that keeps its place in a file that another process emptied leaves a hole of zeros in
   * front of its next line.
   */
  private void cut(byte[] bytes, int length) {
    int hole = 0;
    while (cutter.isAtLineStart() && hole < length && bytes[hole] == 0) {
      hole++;
    }
    if (hole > 0) {
      cutter.skip(hole);
    }
    cutter.add(bytes, hole, length);
  }

  /** Closes the file; of a last line whose end is missing there will be no more. */
  void finish() throws IOException {
    cutter.finish();
    close();
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
