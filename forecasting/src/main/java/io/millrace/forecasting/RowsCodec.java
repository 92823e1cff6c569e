package io.millrace.forecasting;

import java.nio.ByteBuffer;

/**
 * {@link Rows} as bytes: the flags and the values each in one piece, then the offsets and the
 * revisions of only those steps whose flags announce them.
 */
final class RowsCodec {

  private RowsCodec() {}

  static int size(Rows rows, Grid grid) {
    int size = Long.BYTES + Integer.BYTES + rows.size() + rows.values().length * Double.BYTES;
    for (byte flags : rows.flags()) {
      size += (flags & Rows.OFFSET) != 0 ? offsetBytes(grid) : 0;
      size += (flags & Rows.REVISED) != 0 ? Integer.BYTES : 0;
    }
    return size;
  }

  /** An offset is at most half a step. */
  private static int offsetBytes(Grid grid) {
    return grid.stepMillis() <= Integer.MAX_VALUE ? Integer.BYTES : Long.BYTES;
  }

  static void write(Rows rows, Grid grid, ByteBuffer out) {
    byte[] flags = rows.flags();
    out.putLong(rows.first()).putInt(flags.length).put(flags);
    out.asDoubleBuffer().put(rows.values());
    out.position(out.position() + rows.values().length * Double.BYTES);
    for (int i = 0; i < flags.length; i++) {
      if ((flags[i] & Rows.OFFSET) != 0) {
        writeOffset(rows.offset(rows.first() + i), grid, out);
      }
      if ((flags[i] & Rows.REVISED) != 0) {
        out.putInt(rows.revision(rows.first() + i));
      }
    }
  }

  private static void writeOffset(long offset, Grid grid, ByteBuffer out) {
    if (offsetBytes(grid) == Integer.BYTES) {
      out.putInt((int) offset);
    } else {
      out.putLong(offset);
    }
  }

  static Rows read(ByteBuffer in, Grid grid, int width) {
    long first = in.getLong();
    byte[] flags = new byte[HistoryCodec.count(in, 1 + width * Double.BYTES)];
    in.get(flags);
    double[] values = new double[flags.length * width];
    in.asDoubleBuffer().get(values);
    in.position(in.position() + values.length * Double.BYTES);
    int all = checked(flags);
    long[] offsets = new long[(all & Rows.OFFSET) == 0 ? 0 : flags.length];
    int[] revisions = new int[(all & Rows.REVISED) == 0 ? 0 : flags.length];
    for (int i = 0; i < flags.length && (all & (Rows.OFFSET | Rows.REVISED)) != 0; i++) {
      if ((flags[i] & Rows.OFFSET) != 0) {
        offsets[i] = offsetBytes(grid) == Integer.BYTES ? in.getInt() : in.getLong();
      }
      if ((flags[i] & Rows.REVISED) != 0) {
        revisions[i] = in.getInt();
      }
    }
    return new Rows(first, width, flags, values, offsets, revisions);
  }

  /** All flags that any step has. */
  private static int checked(byte[] flags) {
    int all = 0;
    for (byte each : flags) {
      all |= each;
      if (each != 0 && (each & Rows.OBSERVED) == 0) {
        throw HistoryCodec.damaged("a step without a reading has the flags " + each);
      }
    }
    if ((all & ~Rows.ALL_FLAGS) != 0) {
      throw HistoryCodec.damaged("flags " + all + " are not known");
    }
    if (flags.length > 0 && (flags[0] == 0 || flags[flags.length - 1] == 0)) {
      throw HistoryCodec.damaged("its first or last step has no reading");
    }
    return all;
  }
}
