package io.millrace.workbench.up;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What would make a run fail later and less clearly. */
record Preflight(Machine machine, Map<String, Integer> ports) {

  private static final long GIBIBYTE = 1L << 30;

  private static final long MEMORY = 4 * GIBIBYTE;

  private static final long DISK = 2 * GIBIBYTE;

  /** The first thing that stands in the way, as one sentence; empty if nothing does. */
  Optional<String> obstacle() {
    return Stream.<Supplier<Optional<String>>>of(
            this::java, this::platform, this::memory, this::disk, this::takenPort)
        .flatMap(check -> check.get().stream())
        .findFirst();
  }

  private Optional<String> java() {
    return unless(
        machine.javaFeature() >= 17,
        "Millrace runs on JDK 17 or newer; this is JDK " + machine.javaFeature());
  }

  private Optional<String> platform() {
    String system = machine.system().toLowerCase(Locale.ROOT);
    String architecture = machine.architecture();
    if (machine.musl()) {
      return Optional.of(
          "this Linux is built on musl, for which no TensorFlow is published; use one on glibc");
    }
    boolean arm = architecture.equals("aarch64");
    boolean linux = system.equals("linux") && (arm || architecture.equals("amd64"));
    boolean mac = system.startsWith("mac") && arm;
    return unless(
        linux || mac,
        "no TensorFlow is published for "
            + machine.system()
            + " on "
            + architecture
            + "; Millrace runs on Linux (x86-64, ARM) and on macOS (ARM)");
  }

  private Optional<String> memory() {
    return unless(
        machine.availableMemory() >= MEMORY,
        "4 GiB of memory must be available; there are " + gibibytes(machine.availableMemory()));
  }

  private Optional<String> disk() {
    return unless(
        machine.freeDisk() >= DISK,
        "2 GiB of disk must be free; there are " + gibibytes(machine.freeDisk()));
  }

  private Optional<String> takenPort() {
    return ports.entrySet().stream()
        .filter(port -> !machine.portFree(port.getValue()))
        .findFirst()
        .map(
            port ->
                "port "
                    + port.getValue()
                    + " of the "
                    + port.getKey()
                    + " is taken; stop what listens there, or choose others with --port-base");
  }

  private static Optional<String> unless(boolean holds, String otherwise) {
    return holds ? Optional.empty() : Optional.of(otherwise);
  }

  private static String gibibytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", (double) bytes / GIBIBYTE);
  }
}
