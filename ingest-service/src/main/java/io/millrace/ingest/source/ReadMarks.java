package io.millrace.ingest.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/**
 * The first and the last bytes that were read of a file. A file that was emptied and written anew,
 * however far, has others in their place.
 *
 * <p>Not thread-safe.
 */
final class ReadMarks {

  private static final int SIZE = 512; // bytes of each

  private byte[] first = {};
  private byte[] last = {};

  /** Notes what was read next. */
  void add(byte[] bytes, int length) {
    if (first.length < SIZE) {
      first = joined(first, bytes, Math.min(length, SIZE - first.length));
    }
    byte[] end = Arrays.copyOfRange(bytes, Math.max(0, length - SIZE), length);
    byte[] all = joined(last, end, end.length);
    last = Arrays.copyOfRange(all, Math.max(0, all.length - SIZE), all.length);
  }

  /**
   * Whether they are still there.
   *
   * @param position of the byte after the last one that was read
   */
  boolean stillIn(FileChannel file, long position) throws IOException {
    return file.size() >= position
        && Arrays.equals(first, bytes(file, 0, first.length))
        && Arrays.equals(last, bytes(file, position - last.length, last.length));
  }

  private static byte[] joined(byte[] some, byte[] more, int length) {
    byte[] joined = Arrays.copyOf(some, some.length + length);
    System.arraycopy(more, 0, joined, some.length, length);
    return joined;
  }

  private static byte[] bytes(FileChannel file, long from, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining() && file.read(buffer, from + buffer.position()) > 0) {
      // Until all are there or the file ends.
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }
}
