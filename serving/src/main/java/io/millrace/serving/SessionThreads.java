package io.millrace.serving;

import org.tensorflow.proto.ConfigProto;

/**
 * The threads TensorFlow runs ops with. The first session of a process fixes them for all, so every
 * session here is given the same numbers, from the system properties {@code
 * millrace.tensorflow.intra-op} (threads inside one op; default 1) and {@code
 * millrace.tensorflow.inter-op} (ops side by side; default the number of cores).
 */
final class SessionThreads {

  private static final String INTRA_OP = "millrace.tensorflow.intra-op";
  private static final String INTER_OP = "millrace.tensorflow.inter-op";

  private SessionThreads() {}

  static ConfigProto configuration() {
    return ConfigProto.newBuilder()
        .setIntraOpParallelismThreads(threads(INTRA_OP, 1))
        .setInterOpParallelismThreads(threads(INTER_OP, Runtime.getRuntime().availableProcessors()))
        .build();
  }

  private static int threads(String property, int otherwise) {
    String value = System.getProperty(property, "");
    if (value.isBlank()) {
      return otherwise;
    }
    if (!value.matches("[1-9]\\d{0,3}")) {
      throw new IllegalArgumentException(
          property + ": expected a number of threads from 1 to 9999, found " + value);
    }
    return Integer.parseInt(value);
  }
}
