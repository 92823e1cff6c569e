package io.millrace.deploy;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.DockerDaemonImage;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Makes the images of what {@code mvn package} built. No Docker is needed but for {@code docker}.
 */
@Command(name = "images.sh", description = "Makes the images of all services.")
public final class Images implements Runnable {

  private static final String TAR = "tar:";
  private static final String GPU_LIBRARY = "-gpu.jar";

  @Option(names = "--base", description = "an image, or tar:FILE as `docker save` writes it")
  private String base = "eclipse-temurin:17-jre";

  @Option(names = "--jre", description = "a runtime that jlink made, for a base without Java")
  private @Nullable Path java;

  @Option(names = "--gpu", description = "what was built with -Pgpu; tags end in -gpu")
  private boolean gpu;

  @Option(names = "--to", description = "docker, tar:FOLDER, or a registry's prefix")
  private String to = "docker";

  @Option(names = "--version", description = "the tag", defaultValue = "0.1.0-SNAPSHOT")
  private String version = "";

  @Option(names = "--repository", description = "the folder of this project", defaultValue = ".")
  private Path repository = Path.of(".");

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Images()).execute(arguments));
  }

  @Override
  public void run() {
    for (ServiceImage service : ServiceImage.ALL) {
      Path application = repository.resolve(service.name() + "/target/quarkus-app");
      if (!Files.isDirectory(application)) {
        System.out.println(service.name() + " is not built here");
        continue;
      }
      try {
        requireVariant(service, application);
        make(service, application);
      } catch (Exception e) { // of Jib, a dozen kinds
        throw new IllegalStateException(service.name() + ": " + e.getMessage(), e);
      }
    }
  }

  /** An image must not be named for what is not in it. */
  private void requireVariant(ServiceImage service, Path application) throws IOException {
    try (var libraries = Files.list(application.resolve("lib/main"))) {
      boolean found = libraries.anyMatch(each -> each.toString().endsWith(GPU_LIBRARY));
      if (service.models() && found != gpu) {
        throw new IllegalStateException(
            found
                ? "it was built with -Pgpu; give --gpu, or build it anew"
                : "--gpu is given, and it was built without -Pgpu");
      }
    }
  }

  private void make(ServiceImage service, Path application) throws Exception {
    ImagePlan plan =
        new ImagePlan(
            service, application, repository.resolve("models/target/bundles"), java, version);
    for (FileEntriesLayer layer : plan.layers()) {
      System.out.printf(
          Locale.ROOT,
          "%-18s %-12s %8.1f MiB%n",
          service.name(),
          layer.getName(),
          mebibytes(layer));
    }
    String tag = gpu && service.models() ? version + "-gpu" : version;
    var made = plan.on(from()).containerize(target(service.name(), tag));
    System.out.println(service.name() + " " + tag + " " + made.getImageId());
  }

  private static double mebibytes(FileEntriesLayer layer) {
    return layer.getEntries().stream()
            .mapToLong(
                e -> e.getSourceFile().toFile().isFile() ? e.getSourceFile().toFile().length() : 0)
            .sum()
        / 1048576.0;
  }

  private JibContainerBuilder from() throws Exception {
    return base.startsWith(TAR)
        ? Jib.from(TarImage.at(Path.of(base.substring(TAR.length()))))
        : Jib.from(registry(base));
  }

  private Containerizer target(String name, String tag) throws Exception {
    if (to.equals("docker")) {
      return Containerizer.to(DockerDaemonImage.named("millrace/" + name + ":" + tag));
    }
    if (to.startsWith(TAR)) {
      Path file =
          Files.createDirectories(Path.of(to.substring(TAR.length()))).resolve(name + ".tar");
      return Containerizer.to(TarImage.at(file).named("millrace/" + name + ":" + tag));
    }
    return Containerizer.to(registry(to + "/" + name + ":" + tag));
  }

  /** With the credentials of `docker login`. */
  private static RegistryImage registry(String name) throws Exception {
    ImageReference reference = ImageReference.parse(name);
    return RegistryImage.named(reference)
        .addCredentialRetriever(
            CredentialRetrieverFactory.forImage(reference, event -> {}).dockerConfig());
  }
}
