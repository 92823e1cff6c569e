package io.millrace.serving;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;
import org.tensorflow.proto.RewriterConfig;

/**
 * What the system properties {@code millrace.tensorflow.*} ask of TensorFlow.
 *
 * <p>{@code precision=mixed} has it compute in float16 on a GPU what it deems safe. TensorFlow 2.18
 * offers no bfloat16 there by configuration: of the rewrites that {@code RewriterConfig} names,
 * {@code auto_mixed_precision} takes float16 on a GPU, and those that take bfloat16 are oneDNN's,
 * on a CPU. A network whose own graph computes in bfloat16 does so under either setting.
 *
 * @param intraOp {@code intra-op}: threads inside one op; default 1
 * @param interOp {@code inter-op}: ops side by side; default the number of cores
 * @param device {@code device}: {@code auto} (a GPU if there is one; the default), {@code cpu} or
 *     {@code gpu:N}
 * @param gpuMemory {@code gpu-memory}: {@code growth} (as needed; the default), or the fraction of
 *     a GPU's memory that the process may take, such as {@code 0.6}
 * @param precision {@code precision}: {@code float32} (the default) or {@code mixed}
 * @param graph {@code graph}: {@code auto} (the one lowered for CPUs where there is no GPU; the
 *     default) or {@code plain}
 */
record SessionSettings(
    int intraOp, int interOp, String device, String gpuMemory, String precision, String graph) {

  static final String PREFIX = "millrace.tensorflow.";

  private static final String CPU = "cpu";
  private static final String GPU = "gpu:";
  private static final String GROWTH = "growth";

  /**
   * @param properties the value of a system property, or null
   * @throws IllegalArgumentException naming the property that is wrong
   */
  static SessionSettings read(UnaryOperator<@Nullable String> properties) {
    SystemProperties given = new SystemProperties(PREFIX, properties);
    return new SessionSettings(
        given.threads("intra-op", 1),
        given.threads("inter-op", Runtime.getRuntime().availableProcessors()),
        given.matching("device", "auto", "auto|cpu|gpu:\\d{1,3}", "auto, cpu or gpu:N"),
        given.matching(
            "gpu-memory",
            GROWTH,
            "growth|0?\\.\\d*[1-9]\\d*|1(\\.0+)?",
            "growth or a fraction such as 0.6"),
        given.matching("precision", "float32", "float32|mixed", "float32 or mixed"),
        given.matching("graph", "auto", "auto|plain", "auto or plain"));
  }

  boolean asksForGpu() {
    return device.startsWith(GPU);
  }

  boolean asksForCpu() {
    return device.equals(CPU);
  }

  boolean mixed() {
    return precision.equals("mixed");
  }

  boolean lowers() {
    return graph.equals("auto");
  }

  SessionSettings onCpu() {
    return new SessionSettings(intraOp, interOp, CPU, gpuMemory, precision, graph);
  }

  /**
   * On a CPU, graphs run as they are: TensorFlow's graph optimizer would copy all weights once for
   * each of its passes, each time other outputs are asked for, what it makes is slower, and its
   * remapper fuses layer norms without their epsilon, 3e-3 off.
   *
   * @param onGpu whether graphs run there, and in the precision that is asked for: on a CPU the
   *     same rewrite would take oneDNN's float16
   */
  ConfigProto configuration(boolean onGpu) {
    ConfigProto.Builder configuration =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(intraOp)
            .setInterOpParallelismThreads(interOp);
    if (asksForCpu()) {
      configuration.putDeviceCount("GPU", 0);
    } else {
      configuration.setGpuOptions(gpuOptions());
    }
    if (!onGpu) {
      rewriting(configuration).setDisableMetaOptimizer(true);
    } else if (mixed()) {
      rewriting(configuration).setAutoMixedPrecision(RewriterConfig.Toggle.ON);
    }
    return configuration.build();
  }

  private static RewriterConfig.Builder rewriting(ConfigProto.Builder configuration) {
    return configuration.getGraphOptionsBuilder().getRewriteOptionsBuilder();
  }

  private GPUOptions gpuOptions() {
    GPUOptions.Builder options = GPUOptions.newBuilder();
    if (asksForGpu()) {
      options.setVisibleDeviceList(device.substring(GPU.length()));
    }
    return gpuMemory.equals(GROWTH)
        ? options.setAllowGrowth(true).build()
        : options.setPerProcessGpuMemoryFraction(Double.parseDouble(gpuMemory)).build();
  }
}
