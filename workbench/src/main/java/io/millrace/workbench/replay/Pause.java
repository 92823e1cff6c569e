package io.millrace.workbench.replay;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How time is let pass. */
interface Pause {

  /** Of the thread that calls, which an interrupt wakes. */
  Pause REAL = time -> TimeUnit.NANOSECONDS.sleep(time.toNanos());

  void forA(Duration time) throws InterruptedException;
}
