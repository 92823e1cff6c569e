package io.millrace.ingest.source;

import io.millrace.events.Origin;
import io.millrace.events.SeriesEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Replays a recording in compressed time, over and over. Its stamps keep rising when the file
 * starts again, and a later run goes on where the last one stopped; rows that were sent but not yet
 * noted are sent again under the same instants.
 *
 * @param fromRow the first row to replay, counted from 0
 * @param speed how many times faster than it was recorded
 */
record RecordedSource(
    Path file,
    int fromRow,
    double speed,
    String series,
    PositionFile position,
    Delivery delivery,
    Pace pace)
    implements Source {

  private static final double NANOS_PER_SECOND = 1e9;

  @Override
  public String name() {
    return "recorded";
  }

  @Override
  public void run() throws IOException, InterruptedException {
    Recording recording = Recording.read(file);
    if (fromRow >= recording.rows().size()) {
      throw new IOException(
          file + " has " + recording.rows().size() + " rows, so none from row " + fromRow + " on");
    }
    long start = position.read();
    Instant begun = pace.now();
    Instant noted = begun;
    for (long sent = 0; true; sent++) {
      pace.pause(Duration.between(pace.now(), begun.plus(elapsed(recording, sent))));
      delivery.deliver(event(recording, start + sent));
      if (Duration.between(noted, pace.now()).toSeconds() >= 1) {
        position.write(start + sent + 1);
        noted = pace.now();
      }
    }
  }

  /** Wall-clock time from the first row of this run to the row after {@code rows}. */
  private Duration elapsed(Recording recording, long rows) {
    double seconds = recording.step().toNanos() / NANOS_PER_SECOND / speed * rows;
    return Duration.ofNanos((long) (seconds * NANOS_PER_SECOND));
  }

  SeriesEvent event(Recording recording, long n) {
    int rows = recording.rows().size() - fromRow;
    Instant first = recording.times().get(fromRow);
    return new SeriesEvent(
        series,
        first.plus(recording.step().multipliedBy(n)),
        0,
        SeriesEvent.Kind.OBSERVED,
        recording.rows().get(fromRow + (int) (n % rows)),
        Map.of(Origin.ATTRIBUTE, Origin.RECORDED));
  }
}
