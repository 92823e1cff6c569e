package io.millrace.transformers.training;

import org.tensorflow.proto.ConfigProto;

/**
 * TensorFlow's threads while training; the first session of a process fixes them for all. One op at
 * a time on all cores: these graphs are a chain of large products.
 */
public final class TrainingThreads {

  private TrainingThreads() {}

  /** Without TensorFlow's graph optimizer, which took longer than most that it was to speed up. */
  public static ConfigProto configuration() {
    int cores = Runtime.getRuntime().availableProcessors();
    ConfigProto.Builder configuration =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(Integer.getInteger("millrace.training.intra-op", cores))
            .setInterOpParallelismThreads(Integer.getInteger("millrace.training.inter-op", 1));
    configuration.getGraphOptionsBuilder().getRewriteOptionsBuilder().setDisableMetaOptimizer(true);
    return configuration.build();
  }
}
