package io.millrace.host;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.TickType;
import oshi.hardware.GlobalMemory;
import oshi.hardware.HWDiskStore;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.hardware.NetworkIF;
import oshi.software.os.OperatingSystem;

/**
 * Reads what this machine is doing. Rates and shares are taken between two calls of {@link #read},
 * so the first call after construction covers the time since construction.
 *
 * <p>Not thread-safe: one reader, one thread.
 */
public final class HostTelemetry {

  /** The variates of one reading, in order. A model trained on them expects exactly these. */
  public static final List<String> VARIATES =
      List.of(
          "cpu",
          "iowait",
          "load",
          "memory",
          "swap",
          "diskRead",
          "diskWrite",
          "netIn",
          "netOut",
          "processes",
          "threads",
          "contextSwitches");

  private static final double NANOS_PER_SECOND = 1e9;

  private final OperatingSystem system;
  private final CentralProcessor processor;
  private final GlobalMemory memory;
  private final List<HWDiskStore> disks;
  private final List<NetworkIF> networks;
  private final LongSupplier nanoClock;
  private Counters last;

  public HostTelemetry() {
    this(System::nanoTime);
  }

  HostTelemetry(LongSupplier nanoClock) {
    SystemInfo info = new SystemInfo();
    HardwareAbstractionLayer hardware = info.getHardware();
    this.system = info.getOperatingSystem();
    this.processor = hardware.getProcessor();
    this.memory = hardware.getMemory();
    this.disks = hardware.getDiskStores();
    this.networks = hardware.getNetworkIFs(true); // loopback too: it is where Millrace talks
    this.nanoClock = nanoClock;
    this.last = counters();
  }

  /**
   * One reading.
   *
   * @return for each of {@link #VARIATES} its value: {@code cpu}, {@code iowait}, {@code memory}
   *     and {@code swap} as a share of 0 to 1; {@code load} the one-minute load average; {@code
   *     diskRead}, {@code diskWrite}, {@code netIn} and {@code netOut} in bytes per second; {@code
   *     processes} and {@code threads} counted; {@code contextSwitches} per second. A value this
   *     platform does not tell is absent.
   */
  public Map<String, Double> read() {
    Counters now = counters();
    double seconds = Math.max(1, now.nanos - last.nanos) / NANOS_PER_SECOND;
    Map<String, Double> values = new LinkedHashMap<>();
    putCpu(values, now);
    double load = processor.getSystemLoadAverage(1)[0];
    if (load >= 0) {
      values.put("load", load);
    }
    values.put("memory", 1.0 - (double) memory.getAvailable() / memory.getTotal());
    long swap = memory.getVirtualMemory().getSwapTotal();
    values.put("swap", swap == 0 ? 0.0 : (double) memory.getVirtualMemory().getSwapUsed() / swap);
    values.put("diskRead", rate(now.diskRead, last.diskRead, seconds));
    values.put("diskWrite", rate(now.diskWrite, last.diskWrite, seconds));
    values.put("netIn", rate(now.netIn, last.netIn, seconds));
    values.put("netOut", rate(now.netOut, last.netOut, seconds));
    values.put("processes", (double) system.getProcessCount());
    values.put("threads", (double) system.getThreadCount());
    values.put("contextSwitches", rate(now.contextSwitches, last.contextSwitches, seconds));
    last = now;
    return values;
  }

  private void putCpu(Map<String, Double> values, Counters now) {
    long total = 0;
    for (int i = 0; i < now.ticks.length; i++) {
      total += now.ticks[i] - last.ticks[i];
    }
    if (total <= 0) {
      return; // read twice within one kernel tick
    }
    values.put("cpu", 1.0 - (double) delta(now, TickType.IDLE, TickType.IOWAIT) / total);
    values.put("iowait", (double) delta(now, TickType.IOWAIT) / total);
  }

  private long delta(Counters now, TickType... types) {
    long sum = 0;
    for (TickType type : types) {
      sum += now.ticks[type.getIndex()] - last.ticks[type.getIndex()];
    }
    return sum;
  }

  /** A counter that went back (a device was replaced, a 32-bit counter wrapped) counts as 0. */
  private static double rate(long now, long before, double seconds) {
    return Math.max(0, now - before) / seconds;
  }

  private Counters counters() {
    disks.forEach(HWDiskStore::updateAttributes);
    networks.forEach(NetworkIF::updateAttributes);
    return new Counters(
        nanoClock.getAsLong(),
        processor.getSystemCpuLoadTicks(),
        disks.stream().mapToLong(HWDiskStore::getReadBytes).sum(),
        disks.stream().mapToLong(HWDiskStore::getWriteBytes).sum(),
        networks.stream().mapToLong(NetworkIF::getBytesRecv).sum(),
        networks.stream().mapToLong(NetworkIF::getBytesSent).sum(),
        processor.getContextSwitches());
  }

  /** What the kernel counts since boot; ticks in milliseconds, the rest in bytes or events. */
  @SuppressWarnings("ArrayRecordComponent") // private, never compared, never leaves this class
  private record Counters(
      long nanos,
      long[] ticks,
      long diskRead,
      long diskWrite,
      long netIn,
      long netOut,
      long contextSwitches) {}
}
