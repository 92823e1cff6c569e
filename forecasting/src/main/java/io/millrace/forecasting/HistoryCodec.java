package io.millrace.forecasting;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Histories as bytes: version, kind, then the columns as they lie in memory. */
final class HistoryCodec {

  private static final byte VERSION = 2;
  private static final byte DETECTING = 0;
  private static final byte GRIDDED = 1;

  private HistoryCodec() {}

  static byte[] write(History history) {
    return history instanceof GriddedHistory gridded
        ? writeGridded(gridded)
        : writeDetecting((DetectingHistory) history);
  }

  /** Little-endian: what most machines copy without turning it around. */
  static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  static History read(byte[] bytes) {
    try {
      return readVersion(ByteBuffer.wrap(bytes));
    } catch (BufferUnderflowException tooShort) {
      throw unreadable(bytes, "it is cut short", tooShort);
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException damaged) {
      throw unreadable(bytes, damaged.getMessage(), damaged);
    }
  }

  private static IllegalArgumentException unreadable(
      byte[] bytes, @Nullable String why, RuntimeException cause) {
    return new IllegalArgumentException(
        "history: a state of %d bytes cannot be read: %s".formatted(bytes.length, why), cause);
  }

  private static History readVersion(ByteBuffer in) {
    byte version = in.get();
    if (version != VERSION && version != HistoryCodecV1.VERSION) {
      throw damaged("version %d is not known, 1 and %d are".formatted(version, VERSION));
    }
    byte kind = in.get();
    if (kind != GRIDDED && kind != DETECTING) {
      throw damaged("kind must be 0 or 1, is " + kind);
    }
    boolean gridded = kind == GRIDDED;
    History history =
        version == HistoryCodecV1.VERSION
            ? HistoryCodecV1.read(in, gridded)
            : read(in.order(ByteOrder.LITTLE_ENDIAN), gridded);
    if (in.hasRemaining()) {
      throw damaged(in.remaining() + " bytes follow its end");
    }
    return history;
  }

  static IllegalArgumentException damaged(String what) {
    return new IllegalArgumentException(what);
  }

  private static History read(ByteBuffer in, boolean gridded) {
    return gridded ? readGridded(in) : readDetecting(in);
  }

  private static byte[] writeGridded(GriddedHistory history) {
    int size =
        2
            + 4 * Long.BYTES
            + Names.size(history.variates())
            + RowsCodec.size(history.rows(), history.steps())
            + ReadingsCodec.size(history.crowded().readings())
            + KnownCodec.size(history.known());
    ByteBuffer out = buffer(size).put(VERSION).put(GRIDDED);
    out.putLong(history.steps().stepMillis()).putLong(history.steps().phaseMillis());
    out.putLong(history.newest()).putLong(history.watermark());
    Names.write(history.variates(), out);
    RowsCodec.write(history.rows(), history.steps(), out);
    ReadingsCodec.write(history.crowded().readings(), out);
    KnownCodec.write(history.known(), out);
    return out.array();
  }

  private static GriddedHistory readGridded(ByteBuffer in) {
    Grid grid = new Grid(in.getLong(), in.getLong());
    long newest = in.getLong();
    long watermark = in.getLong();
    List<String> variates = Names.readRising(in);
    Rows rows = RowsCodec.read(in, grid, variates.size());
    Crowded crowded = new Crowded(ReadingsCodec.read(in));
    return new GriddedHistory(
        grid, variates, newest, watermark, rows, crowded, KnownCodec.read(in));
  }

  private static byte[] writeDetecting(DetectingHistory history) {
    Collection<Observation> readings = history.readings().values();
    int size = 2 + ReadingsCodec.size(readings) + ReadingsCodec.size(history.known());
    ByteBuffer out = buffer(size).put(VERSION).put(DETECTING);
    ReadingsCodec.write(readings, out);
    ReadingsCodec.write(history.known(), out);
    return out.array();
  }

  private static DetectingHistory readDetecting(ByteBuffer in) {
    List<Observation> readings = ReadingsCodec.read(in);
    return DetectingHistory.of(readings, ReadingsCodec.read(in));
  }

  /**
   * A count out of damaged bytes must not become a huge array.
   *
   * @param bytes that each of them takes at least
   */
  static int count(ByteBuffer in, int bytes) {
    int count = in.getInt();
    if (count < 0 || (long) count * bytes > in.remaining()) {
      throw damaged(count + " entries in " + in.remaining() + " bytes");
    }
    return count;
  }

  /** Lists of names in a binary state: a count, then each as length and UTF-8. */
  static final class Names {

    private Names() {}

    static int size(Iterable<String> names) {
      int size = Integer.BYTES;
      for (String name : names) {
        size += Integer.BYTES + name.getBytes(StandardCharsets.UTF_8).length;
      }
      return size;
    }

    static void write(Collection<String> names, ByteBuffer out) {
      out.putInt(names.size());
      for (String name : names) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        out.putInt(bytes.length).put(bytes);
      }
    }

    /** Columns are found by the order of their names. */
    static List<String> readRising(ByteBuffer in) {
      List<String> names = read(in);
      for (int i = 1; i < names.size(); i++) {
        if (names.get(i - 1).compareTo(names.get(i)) >= 0) {
          throw damaged("names must be sorted, are " + names);
        }
      }
      return names;
    }

    static List<String> read(ByteBuffer in) {
      int count = count(in, Integer.BYTES);
      List<String> names = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        byte[] bytes = new byte[count(in, 1)];
        in.get(bytes);
        names.add(new String(bytes, StandardCharsets.UTF_8));
      }
      return names;
    }
  }
}
