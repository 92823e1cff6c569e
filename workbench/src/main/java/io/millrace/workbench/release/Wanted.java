package io.millrace.workbench.release;

import io.millrace.serving.ModelManifest;
import io.millrace.workbench.models.UnknownBundleException;
import java.util.Optional;

/**
 * The model that someone means to release.
 *
 * @param version empty = whichever is there
 */
record Wanted(String name, Optional<String> version) {

  /**
   * @param reference {@code NAME} or {@code NAME/VERSION}
   * @param version if it was given apart
   */
  static Wanted of(String reference, Optional<String> version) {
    String[] parts = reference.split("/", -1);
    if (parts.length > 2) {
      throw new UnknownBundleException(
          "with --uri the model is given as NAME or NAME/VERSION, not as '" + reference + "'");
    }
    return new Wanted(
        parts[0],
        version.or(() -> Optional.of(parts[parts.length - 1]).filter(last -> parts.length == 2)));
  }

  /**
   * @throws UnknownBundleException if another model or version was found at the place
   */
  void require(ModelManifest found, String place) {
    if (!found.name().equals(name) || !found.version().equals(version.orElse(found.version()))) {
      throw new UnknownBundleException(
          place
              + " holds "
              + found.name()
              + " "
              + found.version()
              + ", not "
              + name
              + version.map(wanted -> " " + wanted).orElse(""));
    }
  }
}
