package io.millrace.forecasting;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Reads version 1: big-endian, a head of 17 bytes for each row, filled steps as rows, the last
 * closed step in place of the watermark.
 */
final class HistoryCodecV1 {

  static final byte VERSION = 1;

  private static final int FILLED = 1;
  private static final int RECORDED = 2;
  private static final int ROW_HEAD = Long.BYTES + Integer.BYTES + Integer.BYTES + 1;

  /** Version 1 kept rows however far apart; now every step between them takes its room. */
  private static final int REACH = 1024;

  private HistoryCodecV1() {}

  static History read(ByteBuffer in, boolean gridded) {
    return gridded ? readGridded(in) : DetectingHistory.of(ReadingsCodec.read(in), List.of());
  }

  private static GriddedHistory readGridded(ByteBuffer in) {
    Grid grid = new Grid(in.getLong(), in.getLong());
    long newest = in.getLong();
    long closedThrough = in.getLong();
    List<String> variates = HistoryCodec.Names.readRising(in);
    int count = HistoryCodec.count(in, ROW_HEAD + variates.size() * Double.BYTES);
    Rows rows = Rows.none(variates.size());
    long last = grid.slot(newest);
    for (int i = 0; i < count; i++) {
      rows = plusRow(rows, in, grid, variates, last);
    }
    return new GriddedHistory(
        grid, variates, newest, end(grid, closedThrough), rows, Crowded.NONE, KnownValues.NONE);
  }

  /** A filled row is dropped: its step is missing again. */
  private static Rows plusRow(
      Rows rows, ByteBuffer in, Grid grid, List<String> variates, long last) {
    long slot = in.getLong();
    int offset = in.getInt();
    int revision = in.getInt();
    int flags = in.get();
    double[] values = new double[variates.size()];
    Arrays.setAll(values, i -> in.getDouble());
    long keptFrom = last - REACH;
    if (slot > last) {
      throw HistoryCodec.damaged("step " + slot + " lies after the newest one, " + last);
    }
    if ((flags & FILLED) != 0 || slot < keptFrom) {
      return rows;
    }
    Instant at = grid.at(slot).plusMillis(offset);
    boolean recorded = (flags & RECORDED) != 0;
    Observation reading = new Observation(at, revision, new TreeMap<>(), recorded);
    return rows.with(keptFrom, slot, offset, reading, values);
  }

  /** The last millisecond of a step: readings up to it were final. */
  private static long end(Grid grid, long closedThrough) {
    long before = grid.stepMillis() / 2;
    return grid.millis(closedThrough) + grid.stepMillis() - before - 1;
  }
}
