package io.millrace.deploy;

import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.Port;
import io.millrace.workbench.up.ServiceRuntime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What lies in which layer of a service's image. What changes seldom lies below: native libraries
 * (hundreds of megabytes), then models, then other libraries, then ours.
 *
 * @param application the service's {@code target/quarkus-app}
 * @param bundles the models of this build; unused by services without
 * @param java a Java runtime for bases that have none; null if the base has one on its path
 */
record ImagePlan(
    ServiceImage service, Path application, Path bundles, @Nullable Path java, String version) {

  static final String APPLICATION = "/opt/millrace/app";

  private static final String MODELS = "/opt/millrace/models";
  private static final String JAVA = "/opt/java";

  /** Nobody on any system, and the same in every file under deploy/. */
  static final int USER = 10_001;

  private static final String OWNER = USER + ":" + USER;
  private static final String NATIVE = "-linux-x86_64";

  JibContainerBuilder on(JibContainerBuilder base) {
    layers().forEach(base::addFileEntriesLayer);
    return base.setUser(OWNER)
        .setWorkingDirectory(AbsoluteUnixPath.get(APPLICATION))
        .setEntrypoint(service.entrypoint(java == null ? "java" : JAVA + "/bin/java"))
        .setEnvironment(ServiceRuntime.ENVIRONMENT)
        .setExposedPorts(Port.tcp(service.port()))
        .addLabel("org.opencontainers.image.title", "Millrace " + service.name())
        .addLabel("org.opencontainers.image.version", version)
        .addLabel("org.opencontainers.image.licenses", "Apache-2.0")
        .setCreationTime(Instant.EPOCH); // the same files give the same image
  }

  /** From the lowest to the topmost; those without files are left out. */
  List<FileEntriesLayer> layers() {
    List<FileEntriesLayer> layers = new ArrayList<>();
    layers.add(folders());
    if (java != null) {
      layers.add(layer("java", java, JAVA, file -> true));
    }
    layers.add(libraries("native", ImagePlan::isNative));
    if (service.models()) {
      layers.add(layer("models", bundles, MODELS, file -> true));
    }
    layers.add(libraries("libraries", file -> !isNative(file) && !isOurs(file)));
    layers.add(libraries("ours", ImagePlan::isOurs));
    layers.add(layer("application", application, APPLICATION, file -> !isLibrary(file)));
    return layers.stream().filter(layer -> !layer.getEntries().isEmpty()).toList();
  }

  /** Empty folders of the user's: what is mounted there takes their owner over. */
  private FileEntriesLayer folders() {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("folders");
    Stream.concat(Stream.of("/tmp"), service.folders().stream().sorted())
        .forEach(
            folder ->
                layer.addEntry(
                    application,
                    AbsoluteUnixPath.get(folder),
                    FilePermissions.fromOctalString(folder.equals("/tmp") ? "777" : "755"),
                    Instant.EPOCH,
                    OWNER));
    return layer.build();
  }

  private FileEntriesLayer libraries(String name, Predicate<Path> which) {
    return layer(name, application, APPLICATION, file -> isLibrary(file) && which.test(file));
  }

  private static boolean isLibrary(Path file) {
    return file.startsWith("lib");
  }

  private static boolean isNative(Path file) {
    return file.toString().contains(NATIVE);
  }

  private static boolean isOurs(Path file) {
    return file.getFileName().toString().startsWith("io.millrace.");
  }

  private static FileEntriesLayer layer(String name, Path from, String to, Predicate<Path> which) {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
    try (Stream<Path> files = Files.walk(from)) {
      files
          .filter(Files::isRegularFile)
          .filter(file -> which.test(from.relativize(file)))
          .sorted()
          .forEach(file -> layer.addEntry(file, target(to, from.relativize(file)), mode(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return layer.build();
  }

  private static AbsoluteUnixPath target(String to, Path file) {
    return AbsoluteUnixPath.get(to).resolve(file);
  }

  private static FilePermissions mode(Path file) {
    return Files.isExecutable(file)
        ? FilePermissions.fromOctalString("755")
        : FilePermissions.DEFAULT_FILE_PERMISSIONS;
  }
}
