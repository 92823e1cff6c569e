package io.millrace.workbench.up;

import java.util.Set;

/** A machine on which everything is well but what a test changes. */
record FakeMachine(
    int javaFeature,
    String system,
    String architecture,
    boolean musl,
    long availableMemory,
    long freeDisk,
    Set<Integer> taken)
    implements Machine {

  private static final long GIBIBYTE = 1L << 30;

  static FakeMachine good() {
    return on("Linux", "amd64");
  }

  static FakeMachine on(String system, String architecture) {
    return new FakeMachine(17, system, architecture, false, 8 * GIBIBYTE, 50 * GIBIBYTE, Set.of());
  }

  FakeMachine withJava(int feature) {
    return new FakeMachine(feature, system, architecture, musl, availableMemory, freeDisk, taken);
  }

  FakeMachine withMusl() {
    return new FakeMachine(
        javaFeature, system, architecture, true, availableMemory, freeDisk, taken);
  }

  FakeMachine withMemory(long bytes) {
    return new FakeMachine(javaFeature, system, architecture, musl, bytes, freeDisk, taken);
  }

  FakeMachine withDisk(long bytes) {
    return new FakeMachine(javaFeature, system, architecture, musl, availableMemory, bytes, taken);
  }

  FakeMachine withTaken(int port) {
    return new FakeMachine(
        javaFeature, system, architecture, musl, availableMemory, freeDisk, Set.of(port));
  }

  @Override
  public boolean portFree(int port) {
    return !taken.contains(port);
  }
}
