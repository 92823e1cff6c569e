package io.millrace.ingest.source;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Keeps a source running: a failure is one line in the log, and a pause before the next try. */
record SourceLoop(Source source, Pace pace) implements Runnable {

  private static final Logger LOG = Logger.getLogger(SourceLoop.class);
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  @Override
  public void run() {
    Duration backoff = SHORTEST;
    try {
      while (true) {
        Instant started = pace.now();
        String reason = failure();
        boolean ranWell = Duration.between(started, pace.now()).compareTo(LONGEST) > 0;
        backoff = ranWell ? SHORTEST : backoff;
        LOG.warnf(
            "Source %s failed and is tried again in %d s: %s",
            source.name(), backoff.toSeconds(), reason);
        pace.pause(backoff);
        backoff = longer(backoff);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs the source until it fails, and says why. */
  private String failure() throws InterruptedException {
    try {
      source.run();
      return "it ended";
    } catch (IOException failure) {
      return String.valueOf(failure.getMessage());
    } catch (RuntimeException | LinkageError failure) { // native telemetry may be missing here
      return failure.toString();
    }
  }

  private static Duration longer(Duration backoff) {
    Duration twice = backoff.multipliedBy(2);
    return twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
  }
}
