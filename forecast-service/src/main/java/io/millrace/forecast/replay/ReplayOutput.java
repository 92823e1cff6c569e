package io.millrace.forecast.replay;

import io.millrace.events.Alert;
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
 * What a replay leaves: {@code forecasts.ndjson} and {@code alerts.ndjson}, each line as its record
 * on the topic, and {@code rolling-origin.csv}. Only what was issued in the range counts; what came
 * before gave it its state.
 */
final class ReplayOutput implements ReplayedRecords, StreamListener, AutoCloseable {

  private final Instant from;
  private final Instant to;
  private final Path folder;
  private final OutputStream forecastLines;
  private final OutputStream alertLines;
  private final RollingTable table = new RollingTable();
  private long forecasts;
  private long alerts;
  private long skipped;

  /**
   * @param to exclusive
   */
  ReplayOutput(Instant from, Instant to, Path folder) throws IOException {
    this.from = from;
    this.to = to;
    this.folder = Files.createDirectories(folder);
    this.forecastLines = lines("forecasts.ndjson");
    this.alertLines = lines("alerts.ndjson");
  }

  private OutputStream lines(String file) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(folder.resolve(file)));
  }

  @Override
  public void record(String topic, byte[] value) {
    if (topic.equals(Topics.FORECASTS)
        && isInside(EventJson.read(Forecast.class, value).issuedAt())) {
      write(value, forecastLines);
      forecasts++;
    } else if (topic.equals(Topics.ALERTS) && isInside(EventJson.read(Alert.class, value).at())) {
      write(value, alertLines);
      alerts++;
    }
  }

  private static void write(byte[] value, OutputStream lines) {
    try {
      lines.write(value);
      lines.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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

  private boolean isInside(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }

  long forecasts() {
    return forecasts;
  }

  /** Changes of alerts. */
  long alerts() {
    return alerts;
  }

  long skipped() {
    return skipped;
  }

  RollingTable table() {
    return table;
  }

  @Override
  public void close() throws IOException {
    forecastLines.close();
    alertLines.close();
    table.write(folder.resolve("rolling-origin.csv"));
  }
}
