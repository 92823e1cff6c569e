package io.millrace.forecast.replay;

import io.millrace.events.EventJson;
import io.millrace.events.Forecast;
import io.millrace.events.Topics;
import io.millrace.forecast.stream.ClosedStep;
import io.millrace.forecast.stream.StreamListener;
import io.millrace.forecasting.Grid;
import io.millrace.forecasting.Scored;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What a replay leaves: {@code forecasts.ndjson}, each line as its record on the topic, and {@code
 * rolling-origin.csv}. Only forecasts issued in the range count; what came before gave them their
 * state.
 */
final class ReplayOutput implements ReplayedRecords, StreamListener, AutoCloseable {

  private final Instant from;
  private final Instant to;
  private final Path folder;
  private final OutputStream lines;
  private final RollingTable table = new RollingTable();
  private long forecasts;
  private long skipped;

  /**
   * @param to exclusive
   */
  ReplayOutput(Instant from, Instant to, Path folder) throws IOException {
    this.from = from;
    this.to = to;
    this.folder = Files.createDirectories(folder);
    this.lines =
        new BufferedOutputStream(Files.newOutputStream(folder.resolve("forecasts.ndjson")));
  }

  @Override
  public void record(String topic, byte[] value) {
    if (topic.equals(Topics.FORECASTS)
        && isInside(EventJson.read(Forecast.class, value).issuedAt())) {
      try {
        lines.write(value);
        lines.write('\n');
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      forecasts++;
    }
  }

  @Override
  public void scored(ClosedStep step, List<Scored> scored) {
    Grid grid = step.window().grid();
    for (Scored each : scored) {
      if (isInside(grid.at(step.window().slot() - each.lead()))) {
        table.add(each);
      }
    }
  }

  @Override
  public void skipped(int steps) {
    skipped += steps;
  }

  private boolean isInside(Instant issuedAt) {
    return !issuedAt.isBefore(from) && issuedAt.isBefore(to);
  }

  long forecasts() {
    return forecasts;
  }

  long skipped() {
    return skipped;
  }

  RollingTable table() {
    return table;
  }

  @Override
  public void close() throws IOException {
    lines.close();
    table.write(folder.resolve("rolling-origin.csv"));
  }
}
