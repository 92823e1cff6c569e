package io.millrace.workbench.up;

/** What a preflight check asks of the machine. */
interface Machine {

  int javaFeature();

  /** As {@code os.name}. */
  String system();

  /** As {@code os.arch}. */
  String architecture();

  /** Whether the C library is musl, for which no TensorFlow is built. */
  boolean musl();

  /** Bytes a new process can have without swapping. */
  long availableMemory();

  /** Bytes free where the data will lie. */
  long freeDisk();

  boolean portFree(int port);
}
