package io.millrace.workbench.frames;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/** How much of the machine's processors this process uses. */
final class OwnProcessor {

  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final LongSupplier nanoClock;
  private long lastUsed; // nanoseconds of processor time
  private long lastRead; // nanoClock value

  OwnProcessor(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.lastUsed = system.getProcessCpuTime();
    this.lastRead = nanoClock.getAsLong();
  }

  /** The share of all processors, 0 to 1, since the last call. */
  double read() {
    long used = system.getProcessCpuTime();
    long now = nanoClock.getAsLong();
    double share =
        (double) (used - lastUsed) / Math.max(1, now - lastRead) / system.getAvailableProcessors();
    lastUsed = used;
    lastRead = now;
    return share;
  }
}
