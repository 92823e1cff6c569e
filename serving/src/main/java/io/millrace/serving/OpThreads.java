package io.millrace.serving;

import org.tensorflow.proto.RunOptions;

/** Where the ops of a run are computed. */
enum OpThreads {
  /** Side by side on TensorFlow's threads, as the session is configured. */
  POOL(RunOptions.getDefaultInstance()),
  /** One after the other on the thread that asks. */
  CALLER(RunOptions.newBuilder().setInterOpThreadPool(-1).build());

  private final RunOptions options;

  OpThreads(RunOptions options) {
    this.options = options;
  }

  RunOptions options() {
    return options;
  }
}
