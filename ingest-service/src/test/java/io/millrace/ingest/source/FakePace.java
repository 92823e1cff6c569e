package io.millrace.ingest.source;

import java.time.Duration;
import java.time.Instant;

/** Time that passes only when somebody waits; after so many pauses it interrupts the source. */
final class FakePace implements Pace {

  private Instant now;
  private int pausesLeft;

  FakePace(Instant start, int pauses) {
    this.now = start;
    this.pausesLeft = pauses;
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public void pause(Duration pause) throws InterruptedException {
    if (pausesLeft-- == 0) {
      throw new InterruptedException("enough");
    }
    now = pause.isNegative() ? now : now.plus(pause);
  }
}
