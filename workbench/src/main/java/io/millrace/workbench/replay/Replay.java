package io.millrace.workbench.replay;

import io.millrace.events.InvalidEventException;
import io.millrace.events.SeriesEvent;
import io.millrace.workbench.csv.CsvLine;
import io.millrace.workbench.csv.CsvRows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends a file's rows in batches, each row when it is due. */
final class Replay {

  private static final int BATCH = 500; // events

  /** A paced batch waits no longer than this for more rows. */
  private static final Duration TICK = Duration.ofMillis(250);

  private final String series;
  private final Speed speed;
  private final BatchSender sender;
  private final Clock clock;
  private final Pause pause;
  private final Outcome outcome;
  private final Consumer<Outcome> progress;
  private final List<SeriesEvent> batch = new ArrayList<>();
  private final List<Long> lines = new ArrayList<>();
  private @Nullable Instant firstAt;
  private Instant begun = Instant.EPOCH;

  /** Where batches go. */
  interface BatchSender {
    Receipt send(List<SeriesEvent> batch) throws InterruptedException;
  }

  Replay(
      String series,
      Speed speed,
      BatchSender sender,
      Clock clock,
      Pause pause,
      Outcome outcome,
      Consumer<Outcome> progress) {
    this.series = series;
    this.speed = speed;
    this.sender = sender;
    this.clock = clock;
    this.pause = pause;
    this.outcome = outcome;
    this.progress = progress;
  }

  void all(CsvRows rows) throws InterruptedException {
    while (rows.hasNext()) {
      CsvLine row = rows.next();
      if (row instanceof CsvLine.Reading reading) {
        add(reading);
      } else if (row instanceof CsvLine.Unreadable unreadable) {
        outcome.read();
        outcome.unreadable(unreadable);
      }
    }
    flush();
  }

  private void add(CsvLine.Reading row) throws InterruptedException {
    awaitDue(row.stamp().at());
    outcome.read();
    try {
      batch.add(
          new SeriesEvent(
              series, row.stamp().at(), 0, SeriesEvent.Kind.OBSERVED, row.values(), Map.of()));
      lines.add(row.line());
    } catch (InvalidEventException e) {
      outcome.unreadable(new CsvLine.Unreadable(row.line(), String.valueOf(e.getMessage())));
    }
    if (batch.size() == BATCH) {
      flush();
    }
  }

  /** Sends what is due already before it waits for what is not. */
  private void awaitDue(Instant at) throws InterruptedException {
    if (firstAt == null) {
      firstAt = at;
      begun = clock.instant();
    }
    Instant due = begun.plus(speed.due(Duration.between(firstAt, at)));
    if (Duration.between(clock.instant(), due).compareTo(TICK) > 0) {
      flush();
    }
    for (Duration left = left(due); !left.isNegative() && !left.isZero(); left = left(due)) {
      pause.forA(left);
    }
  }

  private Duration left(Instant due) {
    return Duration.between(clock.instant(), due);
  }

  private void flush() throws InterruptedException {
    if (!batch.isEmpty()) {
      outcome.sent(sender.send(batch), lines);
      batch.clear();
      lines.clear();
    }
    outcome.settled();
    progress.accept(outcome);
  }
}
