package io.millrace.workbench.up;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Jars of a process, always in the same order: an archive of its classes serves no other. */
final class ClassPath {

  private ClassPath() {}

  static List<String> ofBroker(Path repository) {
    Path target = repository.resolve("broker").resolve("target");
    return strings(
        Stream.of(command(repository), jars(target), jars(target.resolve("lib")))
            .flatMap(jars -> jars));
  }

  /**
   * @throws UpException if it is not built
   */
  static List<String> ofRunner(Path repository, String service) {
    return strings(
        Stream.concat(
            command(repository), Stream.of(built(repository, service).resolve("quarkus-run.jar"))));
  }

  /**
   * Of what the runner would load.
   *
   * @throws UpException if it is not built
   */
  static List<String> ofService(Path repository, String service) {
    Path built = built(repository, service);
    // What Quarkus has changed in classes comes before the jars that they are from.
    Path changed = built.resolve("quarkus").resolve("transformed-bytecode.jar");
    return strings(
        Stream.of(
                command(repository),
                Stream.of(changed).filter(Files::exists),
                Stream.of(built.resolve("quarkus").resolve("generated-bytecode.jar")),
                jars(built.resolve("app")),
                jars(built.resolve("lib").resolve("boot")),
                jars(built.resolve("lib").resolve("main")))
            .flatMap(jars -> jars));
  }

  private static Path built(Path repository, String service) {
    return repository.resolve(service).resolve("target").resolve("quarkus-app");
  }

  /**
   * Of this command, for {@link OrphanGuard}. Its jar where it is built, whichever copy of it runs
   * here, as a proof's does, so that one archive serves all.
   */
  private static Stream<Path> command(Path repository) {
    Path target = repository.resolve("workbench").resolve("target");
    return Files.isDirectory(target) ? jars(target) : Stream.of(ownClasses());
  }

  private static Path ownClasses() {
    try {
      return Path.of(OrphanGuard.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new UpException("the folder of this program has a name that is no URI", e);
    }
  }

  private static Stream<Path> jars(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList().stream();
    } catch (IOException e) {
      throw new UpException(folder + " is missing; ./millrace builds it", e);
    }
  }

  private static List<String> strings(Stream<Path> jars) {
    return jars.map(Path::toString).toList();
  }
}
