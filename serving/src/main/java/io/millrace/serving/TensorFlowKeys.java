package io.millrace.serving;

import java.util.Optional;

/**
 * How TensorFlow runs. The first network of a process fixes it; what is not set is as usual.
 *
 * <p>A group of a service's configuration, which must be {@linkplain #tellThisProcess told} before
 * a network is loaded; other programs set system properties of the same names.
 */
public interface TensorFlowKeys {

  /** Threads inside one op; usually 1. */
  Optional<Integer> intraOp();

  /** Ops side by side; usually the number of cores. */
  Optional<Integer> interOp();

  /** {@code auto} (the first GPU, if there is one; usual), {@code cpu} or {@code gpu:N}. */
  Optional<String> device();

  /**
   * {@code growth} (memory of the GPU is taken as it is needed; usual), or the share of it that is
   * taken at once and is the most, such as 0.6.
   */
  Optional<String> gpuMemory();

  /**
   * {@code float32} (usual) or, on a GPU, {@code mixed}: float16 where TensorFlow deems it safe.
   */
  Optional<String> precision();

  /**
   * {@code auto} (where there is no GPU, the one that was lowered for CPUs, of bundles that have
   * one; usual), or {@code plain}: that of {@code saved_model/} in any case.
   */
  Optional<String> graph();

  /** Sets the system properties that sessions are configured from. */
  static void tellThisProcess(TensorFlowKeys keys) {
    tell("intra-op", keys.intraOp());
    tell("inter-op", keys.interOp());
    tell("device", keys.device());
    tell("gpu-memory", keys.gpuMemory());
    tell("precision", keys.precision());
    tell("graph", keys.graph());
  }

  private static void tell(String key, Optional<?> value) {
    value.ifPresent(set -> System.setProperty(SessionSettings.PREFIX + key, set.toString()));
  }
}
