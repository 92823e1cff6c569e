package io.millrace.workbench.up;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a service's process is given, whoever starts it. */
public final class ServiceRuntime {

  /** Faster kernels, no chatter, and few malloc arenas, or TensorFlow's threads each keep one. */
  public static final Map<String, String> ENVIRONMENT =
      Map.of("TF_ENABLE_ONEDNN_OPTS", "1", "TF_CPP_MIN_LOG_LEVEL", "2", "MALLOC_ARENA_MAX", "2");

  /** Options of the JVM that TensorFlow and Quarkus need on a laptop and in an image alike. */
  public static final List<String> NEEDED =
      List.of(
          // JavaCPP refuses work when the process holds four times its heap, files it has mapped
          // counted; what models may take is millrace.memory.native-limit.
          "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          // No statistics file in a shared /tmp.
          "-XX:-UsePerfData");

  private static final int NATIVE_ACCESS_IS_ASKED_FOR = 24;

  private ServiceRuntime() {}

  /**
   * System properties of the folder where native libraries are unpacked, once for the build and all
   * that runs after it: they take half a gigabyte and seconds.
   */
  public static Map<String, String> nativeLibraries(Path repository) {
    Path folder = repository.resolve("target").resolve("native-cache");
    String tokenizers = folder.resolve("djl").toString();
    return Map.of(
        "org.bytedeco.javacpp.cachedir",
        folder.toString(),
        "DJL_CACHE_DIR",
        tokenizers,
        "ENGINE_CACHE_DIR",
        tokenizers,
        "OPT_OUT_TRACKING",
        "true");
  }

  /**
   * Options of the JVM on a laptop.
   *
   * @param heapMebibytes at most
   */
  public static List<String> options(int heapMebibytes) {
    List<String> options = new ArrayList<>();
    options.add("-Xmx" + heapMebibytes + "m");
    // Small heaps on few cores: one collector thread.
    options.add("-XX:+UseSerialGC");
    // The second compiler took a third of all processor time until readiness, on two cores, so it
    // waits for code that is still hot long after that.
    options.addAll(
        List.of(
            "-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=6000",
            "-XX:Tier4CompileThreshold=150000",
            "-XX:Tier4BackEdgeThreshold=400000"));
    options.addAll(NEEDED);
    if (Runtime.version().feature() >= NATIVE_ACCESS_IS_ASKED_FOR) {
      options.addAll(
          List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    }
    return options;
  }
}
