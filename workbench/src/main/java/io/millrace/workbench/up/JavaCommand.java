package io.millrace.workbench.up;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command line of a child JVM, which is of the same JDK as this one. */
final class JavaCommand {

  private final List<String> options = new ArrayList<>();

  /**
   * @param heapMebibytes at most
   * @param temporary folder for unpacked native libraries and the like
   */
  JavaCommand(int heapMebibytes, Path temporary) {
    options.addAll(ServiceRuntime.options(heapMebibytes));
    property("java.io.tmpdir", temporary);
    property("jna.tmpdir", temporary);
  }

  JavaCommand property(String name, Object value) {
    options.add("-D" + name + "=" + value);
    return this;
  }

  JavaCommand properties(Map<String, String> values) {
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

  /** Runs a main class under the {@link OrphanGuard}. */
  List<String> running(String main, List<String> classPath, List<String> arguments) {
    String path =
        Stream.concat(Stream.of(ownClasses()), classPath.stream())
            .collect(Collectors.joining(File.pathSeparator));
    return Stream.of(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
            options,
            List.of("-cp", path, OrphanGuard.class.getName(), main),
            arguments)
        .flatMap(List::stream)
        .toList();
  }

  private static String ownClasses() {
    try {
      return Path.of(OrphanGuard.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new UpException("the folder of this program has a name that is no URI", e);
    }
  }
}
