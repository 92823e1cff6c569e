package io.millrace.deploy;

import io.millrace.workbench.up.ServiceRuntime;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One service as an image.
 *
 * @param port that it listens on
 * @param models whether it runs models, and has those on board that this build made
 * @param heapPercent of the container's memory that the heap may take; the rest is TensorFlow's
 * @param folders that it writes to beside {@code /tmp}
 */
record ServiceImage(String name, int port, boolean models, int heapPercent, Set<String> folders) {

  static final List<ServiceImage> ALL =
      List.of(
          new ServiceImage("ingest-service", 8081, false, 50, Set.of()),
          new ServiceImage("inference-service", 8082, true, 25, Set.of()),
          new ServiceImage("forecast-service", 8083, true, 25, Set.of("/var/lib/millrace")),
          new ServiceImage("console", 8080, false, 50, Set.of()));

  private static final List<String> IN_AN_IMAGE =
      List.of(
          // Options that JDK 17 does not know and later ones ask for.
          "-XX:+IgnoreUnrecognizedVMOptions",
          "--enable-native-access=ALL-UNNAMED",
          "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
          "-Djava.io.tmpdir=/tmp",
          "-Dorg.bytedeco.javacpp.cachedir=/tmp/native",
          "-DDJL_CACHE_DIR=/tmp/native/djl",
          "-DENGINE_CACHE_DIR=/tmp/native/djl",
          "-DOPT_OUT_TRACKING=true",
          "-jar",
          ImagePlan.APPLICATION + "/quarkus-run.jar");

  /** As `millrace up` starts it, but for the heap, which follows the container's limit. */
  List<String> entrypoint(String java) {
    return Stream.of(
            List.of(java, "-XX:MaxRAMPercentage=" + heapPercent, "-XX:+ExitOnOutOfMemoryError"),
            ServiceRuntime.NEEDED,
            IN_AN_IMAGE)
        .flatMap(List::stream)
        .toList();
  }
}
