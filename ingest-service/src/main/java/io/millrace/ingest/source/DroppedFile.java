package io.millrace.ingest.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a dropped file in batches, in memory that does not grow with it.
 *
 * <p>Not thread-safe.
 */
final class DroppedFile {

  /** Takes what a run of lines says; returns once it is safe to go on behind them. */
  interface Taker {

    /**
     * @param last the number of the last line, whether it says something or not
     */
    void take(List<DroppedLine> lines, long last) throws IOException, InterruptedException;
  }

  private static final int BUFFER = 65_536; // bytes
  private static final int LINE_LIMIT = 1_000_001; // bytes: one more than an event may have
  private static final int BATCH_LINES = 500; // or what a buffer holds, if that is more
  private static final int BATCH_BYTES = 1_000_000;

  private final LineFormat format;
  private final long after;
  private final Taker taker;
  private final LineCutter cutter = new LineCutter(LINE_LIMIT, (offset, line) -> add(line));
  private List<DroppedLine> batch = new ArrayList<>();
  private long batchBytes;
  private long number;

  /**
   * @param after the last line that was taken before
   */
  DroppedFile(LineFormat format, long after, Taker taker) {
    this.format = format;
    this.after = after;
    this.taker = taker;
  }

  /** Reads to the end, or to where the rest cannot be read. */
  void read(Path file) throws IOException, InterruptedException {
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0 && !format.isBroken(); read = in.read(buffer)) {
        cutter.add(buffer, 0, read);
        if (batch.size() >= BATCH_LINES || batchBytes >= BATCH_BYTES) {
          flush();
        }
      }
    }
    cutter.finish();
    format.end().ifPresent(this::add);
    flush();
  }

  private void add(byte[] line) {
    number++;
    if (!format.isBroken()) {
      format.next(number, line).filter(said -> said.number() > after).ifPresent(this::add);
    }
  }

  private void add(DroppedLine line) {
    batch.add(line);
    batchBytes += line.original().length;
  }

  private void flush() throws IOException, InterruptedException {
    if (!batch.isEmpty()) {
      taker.take(batch, number);
      batch = new ArrayList<>();
      batchBytes = 0;
    }
  }
}
