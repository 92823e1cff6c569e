package io.millrace.ingest.source;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Time as a source sees it. */
interface Pace {

  Instant now();

  /** Returns after the pause, at once if it is not positive. */
  void pause(Duration pause) throws InterruptedException;

  /** The machine's clock. */
  static Pace system() {
    return new Pace() {
      @Override
      public Instant now() {
        return Instant.now();
      }

      @Override
      public void pause(Duration pause) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(pause.toNanos());
      }
    };
  }
}
