package io.millrace.forecasting;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** {@link KnownValues} as bytes; a series without any pays four of them. */
final class KnownCodec {

  private static final int REVISED = 1;
  private static final int OFFSET = 2;

  private KnownCodec() {}

  static int size(KnownValues known) {
    if (known.isEmpty()) {
      return Integer.BYTES;
    }
    int flags = flags(known);
    int cell =
        Double.BYTES
            + ((flags & REVISED) != 0 ? Integer.BYTES : 0)
            + ((flags & OFFSET) != 0 ? Long.BYTES : 0);
    return HistoryCodec.Names.size(known.names())
        + Long.BYTES
        + Integer.BYTES
        + 1
        + known.values().length * cell;
  }

  private static int flags(KnownValues known) {
    boolean revised = Arrays.stream(known.revisions()).anyMatch(revision -> revision != 0);
    boolean offset = Arrays.stream(known.offsets()).anyMatch(millis -> millis != 0);
    return (revised ? REVISED : 0) | (offset ? OFFSET : 0);
  }

  static void write(KnownValues known, ByteBuffer out) {
    HistoryCodec.Names.write(known.names(), out);
    if (known.isEmpty()) {
      return;
    }
    int flags = flags(known);
    int cells = known.values().length;
    out.putLong(known.first()).putInt(known.size()).put((byte) flags);
    out.asDoubleBuffer().put(known.values());
    out.position(out.position() + cells * Double.BYTES);
    if ((flags & REVISED) != 0) {
      out.asIntBuffer().put(known.revisions());
      out.position(out.position() + cells * Integer.BYTES);
    }
    if ((flags & OFFSET) != 0) {
      out.asLongBuffer().put(known.offsets());
      out.position(out.position() + cells * Long.BYTES);
    }
  }

  static KnownValues read(ByteBuffer in) {
    List<String> names = HistoryCodec.Names.readRising(in);
    if (names.isEmpty()) {
      return KnownValues.NONE;
    }
    long first = in.getLong();
    int steps = in.getInt();
    int flags = in.get();
    long bytes = (long) steps * names.size() * Double.BYTES;
    if (steps < 1 || bytes > in.remaining()) {
      throw HistoryCodec.damaged(steps + " steps of known values");
    }
    int cells = steps * names.size();
    double[] values = new double[cells];
    int[] revisions = new int[cells];
    long[] offsets = new long[cells];
    in.asDoubleBuffer().get(values);
    in.position(in.position() + cells * Double.BYTES);
    if ((flags & REVISED) != 0) {
      in.asIntBuffer().get(revisions);
      in.position(in.position() + cells * Integer.BYTES);
    }
    if ((flags & OFFSET) != 0) {
      in.asLongBuffer().get(offsets);
      in.position(in.position() + cells * Long.BYTES);
    }
    return new KnownValues(names, first, values, revisions, offsets);
  }
}
