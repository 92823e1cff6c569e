package io.millrace.forecasting;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Histories as bytes: version, kind, then fixed-width fields; a row is 17 bytes and its values. */
final class HistoryCodec {

  private static final byte VERSION = 1;
  private static final byte DETECTING = 0;
  private static final byte GRIDDED = 1;
  private static final int FILLED = 1;
  private static final int RECORDED = 2;
  private static final int ROW_HEAD = Long.BYTES + Integer.BYTES + Integer.BYTES + 1;

  private HistoryCodec() {}

  static byte[] write(History history) {
    return history instanceof GriddedHistory gridded
        ? writeGridded(gridded)
        : writeDetecting((DetectingHistory) history);
  }

  static History read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte version = in.get();
    if (version != VERSION) {
      throw new IllegalArgumentException("history: state version " + version + " is not known");
    }
    return in.get() == GRIDDED ? readGridded(in) : readDetecting(in);
  }

  private static byte[] writeGridded(GriddedHistory history) {
    int width = history.variates().size();
    int size = 2 + 4 * Long.BYTES + Names.size(history.variates()) + Integer.BYTES;
    ByteBuffer out =
        ByteBuffer.allocate(size + history.rows().size() * (ROW_HEAD + width * Double.BYTES));
    out.put(VERSION).put(GRIDDED);
    out.putLong(history.steps().stepMillis()).putLong(history.steps().phaseMillis());
    out.putLong(history.latest().toEpochMilli()).putLong(history.closedThrough());
    Names.write(history.variates(), out);
    out.putInt(history.rows().size());
    for (Row row : history.rows()) {
      long gridMillis = history.steps().at(row.slot()).toEpochMilli();
      out.putLong(row.slot()).putInt((int) (row.atMillis() - gridMillis)).putInt(row.revision());
      out.put((byte) ((row.filled() ? FILLED : 0) | (row.recorded() ? RECORDED : 0)));
      for (double value : row.values()) {
        out.putDouble(value);
      }
    }
    return out.array();
  }

  private static GriddedHistory readGridded(ByteBuffer in) {
    Grid grid = new Grid(in.getLong(), in.getLong());
    Instant latest = Instant.ofEpochMilli(in.getLong());
    long closedThrough = in.getLong();
    List<String> variates = Names.read(in);
    int count = in.getInt();
    List<Row> rows = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      rows.add(readRow(in, grid, variates.size()));
    }
    return new GriddedHistory(grid, variates, latest, closedThrough, rows);
  }

  private static Row readRow(ByteBuffer in, Grid grid, int width) {
    long slot = in.getLong();
    long atMillis = grid.at(slot).toEpochMilli() + in.getInt();
    int revision = in.getInt();
    int flags = in.get();
    double[] values = new double[width];
    for (int i = 0; i < width; i++) {
      values[i] = in.getDouble();
    }
    return new Row(
        slot, atMillis, revision, (flags & FILLED) != 0, (flags & RECORDED) != 0, values);
  }

  private static byte[] writeDetecting(DetectingHistory history) {
    int size = 2 + Integer.BYTES;
    for (Observation reading : history.readings().values()) {
      size += Long.BYTES + Integer.BYTES + 1 + Names.size(reading.values().keySet());
      size += reading.values().size() * Double.BYTES;
    }
    ByteBuffer out = ByteBuffer.allocate(size).put(VERSION).put(DETECTING);
    out.putInt(history.readings().size());
    for (Observation reading : history.readings().values()) {
      out.putLong(reading.at().toEpochMilli()).putInt(reading.revision());
      out.put((byte) (reading.recorded() ? RECORDED : 0));
      Names.write(reading.values().keySet(), out);
      reading.values().values().forEach(out::putDouble);
    }
    return out.array();
  }

  private static DetectingHistory readDetecting(ByteBuffer in) {
    SortedMap<Instant, Observation> readings = new TreeMap<>();
    int count = in.getInt();
    for (int i = 0; i < count; i++) {
      Instant at = Instant.ofEpochMilli(in.getLong());
      int revision = in.getInt();
      boolean recorded = in.get() != 0;
      SortedMap<String, Double> values = new TreeMap<>();
      for (String name : Names.read(in)) {
        values.put(name, in.getDouble());
      }
      readings.put(at, new Observation(at, revision, values, recorded));
    }
    return new DetectingHistory(readings);
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

    static List<String> read(ByteBuffer in) {
      int count = in.getInt();
      List<String> names = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        byte[] bytes = new byte[in.getInt()];
        in.get(bytes);
        names.add(new String(bytes, StandardCharsets.UTF_8));
      }
      return names;
    }
  }
}
