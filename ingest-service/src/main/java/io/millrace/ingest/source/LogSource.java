package io.millrace.ingest.source;

import io.millrace.events.TextEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Log messages as they are written to the {@code *.log} files of a directory. Lines of loggers that
 * write while a text event is handled are left out, and the rest is capped: otherwise the logs of
 * Millrace would feed themselves. Continuation lines (stack traces) are left out too; an
 * exception's name and message stand on the message's own line.
 *
 * <p>Not thread-safe.
 */
final class LogSource implements Source {

  private static final String ENDING = ".log";
  private static final Duration POLL = Duration.ofMillis(250);

  private final Instant since;
  private final RateCap cap;
  private final Runnable dropped;
  private final Delivery delivery;
  private final Pace pace;
  private final LogDirectory logs;
  private final List<TextEvent> pending = new ArrayList<>(); // survives a failed delivery

  /**
   * @param since what was written before is not read
   * @param dropped called for each message above the cap
   */
  LogSource(
      Path directory,
      Instant since,
      int linesPerSecond,
      Runnable dropped,
      Delivery delivery,
      Pace pace) {
    this.logs = new LogDirectory(directory, ENDING, this::take);
    this.since = since;
    this.cap = new RateCap(linesPerSecond, pace.now());
    this.dropped = dropped;
    this.delivery = delivery;
    this.pace = pace;
  }

  @Override
  public String name() {
    return "logs";
  }

  @Override
  public void run() throws IOException, InterruptedException {
    try {
      while (true) {
        poll();
        pace.pause(POLL);
      }
    } catch (InterruptedException stopping) { // and not after a failure: the next run goes on
      logs.close();
      throw stopping;
    }
  }

  /** Hands on what was written since the last poll. */
  void poll() throws IOException, InterruptedException {
    if (pending.isEmpty()) {
      logs.poll();
    }
    delivery.deliver(pending);
    pending.clear();
  }

  private void take(Path file, LogFile.Line line) {
    LogLine.parse(line.text())
        .filter(log -> !log.isOnText() && !log.at().isBefore(since))
        .ifPresent(log -> take(file, line.offset(), log));
  }

  private void take(Path file, long offset, LogLine log) {
    if (cap.lets(pace.now())) {
      pending.add(event(file, offset, log));
    } else {
      dropped.run();
    }
  }

  private static TextEvent event(Path file, long offset, LogLine log) {
    String name = String.valueOf(file.getFileName());
    String source = name.substring(0, name.length() - ENDING.length());
    String text = log.message();
    return new TextEvent(
        source + "-" + log.at().toEpochMilli() + "-" + offset,
        source,
        log.at(),
        cut(text),
        Map.of("level", log.level(), "logger", log.logger()));
  }

  /** Never between the two halves of a character: JSON takes no half. */
  private static String cut(String text) {
    int limit = TextEvent.TEXT_LIMIT;
    if (text.length() <= limit) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit);
  }
}
