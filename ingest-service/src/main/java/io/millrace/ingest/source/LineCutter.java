package io.millrace.ingest.source;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Cuts bytes into lines, which end with a line feed, a carriage return before it included. A byte
 * order mark at the very start is left out.
 *
 * <p>Not thread-safe.
 */
final class LineCutter {

  /** Takes a line without its end. */
  interface Sink {

    /**
     * @param offset of the line's first byte, from the start of the file
     */
    void line(long offset, byte[] line);
  }

  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final int limit; // bytes
  private final Sink sink;
  private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
  private boolean begun; // of the current line there is something, if only its end is missing
  private long position;
  private long lineStart;

  /**
   * @param limit bytes of a line; of a longer one only so many are kept
   */
  LineCutter(int limit, Sink sink) {
    this.limit = limit;
    this.sink = sink;
  }

  /** Bytes that came so far. */
  long position() {
    return position;
  }

  /** Whether the next byte is the first of its line. */
  boolean isAtLineStart() {
    return !begun;
  }

  void add(byte[] bytes, int from, int to) {
    int start = from;
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\n') {
        append(bytes, start, i);
        position += i + 1L - start;
        emit();
        start = i + 1;
      }
    }
    append(bytes, start, to);
    position += to - start;
    begun |= to > start;
  }

  /** Leaves out bytes between two lines. */
  void skip(int bytes) {
    position += bytes;
    lineStart = position;
  }

  /** Hands on the last line if its end is missing. */
  void finish() {
    if (begun) {
      emit();
    }
  }

  private void append(byte[] bytes, int start, int end) {
    partial.write(bytes, start, Math.min(end - start, limit - partial.size()));
  }

  private void emit() {
    byte[] bytes = partial.toByteArray();
    int start = lineStart == 0 && startsWithMark(bytes) ? MARK.length : 0;
    int end = bytes.length;
    if (end > start && bytes[end - 1] == '\r') {
      end--;
    }
    sink.line(lineStart, Arrays.copyOfRange(bytes, start, end));
    partial.reset();
    begun = false;
    lineStart = position;
  }

  private static boolean startsWithMark(byte[] bytes) {
    return bytes.length >= MARK.length
        && Arrays.equals(bytes, 0, MARK.length, MARK, 0, MARK.length);
  }
}
