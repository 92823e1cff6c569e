package io.millrace.forecasting;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A few readings as bytes, each with the names of its values. */
final class ReadingsCodec {

  private static final int FEWEST_BYTES = Long.BYTES + Integer.BYTES + 1 + Integer.BYTES;

  private ReadingsCodec() {}

  static int size(Collection<Observation> readings) {
    int size = Integer.BYTES;
    for (Observation reading : readings) {
      size += Long.BYTES + Integer.BYTES + 1;
      size += HistoryCodec.Names.size(reading.values().keySet());
      size += reading.values().size() * Double.BYTES;
    }
    return size;
  }

  static void write(Collection<Observation> readings, ByteBuffer out) {
    out.putInt(readings.size());
    for (Observation reading : readings) {
      out.putLong(reading.at().toEpochMilli()).putInt(reading.revision());
      out.put((byte) (reading.recorded() ? 1 : 0));
      HistoryCodec.Names.write(reading.values().keySet(), out);
      reading.values().values().forEach(out::putDouble);
    }
  }

  static List<Observation> read(ByteBuffer in) {
    int count = HistoryCodec.count(in, FEWEST_BYTES);
    List<Observation> readings = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Instant at = Instant.ofEpochMilli(in.getLong());
      int revision = in.getInt();
      boolean recorded = in.get() != 0;
      SortedMap<String, Double> values = new TreeMap<>();
      for (String name : HistoryCodec.Names.read(in)) {
        values.put(name, in.getDouble());
      }
      readings.add(new Observation(at, revision, values, recorded));
    }
    return readings;
  }
}
