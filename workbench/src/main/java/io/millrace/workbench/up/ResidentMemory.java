package io.millrace.workbench.up;

import java.util.stream.Stream;
import oshi.SystemInfo;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

/** Resident memory of all processes of a run, this one among them; the peak of what was seen. */
final class ResidentMemory {

  private final OperatingSystem system = new SystemInfo().getOperatingSystem();
  private long peak; // bytes

  void sample(Stream<ProcessHandle> children) {
    long now =
        Stream.concat(children, Stream.of(ProcessHandle.current()))
            .mapToLong(process -> resident(Math.toIntExact(process.pid())))
            .sum();
    peak = Math.max(peak, now);
  }

  long peak() {
    return peak;
  }

  private long resident(int pid) {
    OSProcess process = system.getProcess(pid);
    return process == null ? 0 : process.getResidentSetSize();
  }
}
