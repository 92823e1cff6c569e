package io.millrace.workbench.up;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The command line of a child JVM, which is of the same JDK as this one. */
public final class JavaCommand {

  private final List<String> options = new ArrayList<>();

  /**
   * @param heapMebibytes at most
   * @param temporary folder for unpacked native libraries and the like
   */
  public JavaCommand(int heapMebibytes, Path temporary) {
    options.addAll(ServiceRuntime.options(heapMebibytes));
    property("java.io.tmpdir", temporary);
    property("jna.tmpdir", temporary);
  }

  public JavaCommand property(String name, Object value) {
    options.add("-D" + name + "=" + value);
    return this;
  }

  public JavaCommand properties(Map<String, String> values) {
    values.forEach(this::property);
    return this;
  }

  /**
   * Without the second compiler and the counting for it: less is computed until readiness and at a
   * few hundred events a second, more at many thousands.
   */
  JavaCommand quicklyCompiled() {
    options.add("-XX:TieredStopAtLevel=1");
    return this;
  }

  public JavaCommand options(List<String> more) {
    options.addAll(more);
    return this;
  }

  /**
   * Runs a service of a build. Only what the JVM's own class loader loads comes out of an archive
   * unread, so with one the service's jars are its class path; without, Quarkus's own class loader
   * is quicker, as in an image.
   *
   * @throws UpException if it is not built
   */
  public List<String> runningService(Path repository, String service, ClassArchives archives) {
    List<String> jars = ClassPath.ofService(repository, service);
    List<String> archive = archives.options(service, jars);
    return archive.isEmpty()
        ? running(
            "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
            ClassPath.ofRunner(repository, service),
            List.of())
        : options(archive).running("io.quarkus.runner.GeneratedMain", jars, List.of());
  }

  /** Runs a main class under the {@link OrphanGuard}. */
  List<String> running(String main, List<String> classPath, List<String> arguments) {
    return Stream.of(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
            options,
            List.of(
                "-cp",
                String.join(File.pathSeparator, classPath),
                OrphanGuard.class.getName(),
                main),
            arguments)
        .flatMap(List::stream)
        .toList();
  }
}
