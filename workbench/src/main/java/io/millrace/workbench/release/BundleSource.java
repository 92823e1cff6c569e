package io.millrace.workbench.release;

import io.millrace.serving.ModelBundle;
import io.millrace.serving.store.BundleStore;
import io.millrace.workbench.models.Bundles;
import io.millrace.workbench.models.UnknownBundleException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the bundle that is to be released: on this machine, or where services will find it. */
record BundleSource(Bundles bundles, BundleStore store) {

  /**
   * @param reference a folder, {@code NAME} (its newest version) or {@code NAME/VERSION}
   * @throws UnknownBundleException if there is none, or one of another version
   */
  ModelBundle here(String reference, Optional<String> version) {
    boolean folder = reference.contains("/") || Files.isDirectory(Path.of(reference));
    String whole = version.filter(v -> !folder).map(v -> reference + "/" + v).orElse(reference);
    if (!folder && version.isEmpty()) {
      requireAllSound(reference);
    }
    ModelBundle bundle = bundles.named(whole);
    new Wanted(bundle.manifest().name(), version)
        .require(bundle.manifest(), bundle.directory().toString());
    return bundle;
  }

  /** Or the newest that is sound would be released in place of the newest. */
  private void requireAllSound(String name) {
    bundles.all(
        refused -> {
          String problem = String.valueOf(refused.getMessage());
          if (problem.contains("/" + name + "/")) {
            throw new UnknownBundleException(
                problem + "; give a version to release another one of " + name);
          }
        });
  }

  /** Services on this machine find it at its folder. */
  Releasable released(ModelBundle bundle) throws IOException {
    Path folder = bundle.directory().toRealPath();
    return Releasable.of(folder, folder.toUri());
  }

  /**
   * What lies at the address is fetched: its digest must be of what services will get.
   *
   * @throws IOException if it cannot be fetched
   * @throws UnknownBundleException if another model or version lies there
   */
  Releasable at(URI uri, Wanted wanted) throws IOException {
    Path folder = Files.createTempDirectory("millrace-release-");
    try {
      Path bundle = Files.createDirectory(folder.resolve("bundle"));
      store.fetch(uri, bundle);
      Releasable found = Releasable.of(bundle, uri);
      wanted.require(found.manifest(), uri.toString());
      return found;
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
