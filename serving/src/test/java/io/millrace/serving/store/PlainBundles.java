package io.millrace.serving.store;

import io.millrace.serving.ModelManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Bundles that can be read and moved about; their networks are no networks. */
final class PlainBundles {

  private PlainBundles() {}

  /** Of the model {@code contention}. */
  static Path write(Path directory, String version, String network) throws IOException {
    Files.createDirectories(directory.resolve("saved_model/variables"));
    Files.writeString(directory.resolve("saved_model/saved_model.pb"), network);
    Files.writeString(directory.resolve("saved_model/variables/variables.index"), "index");
    ModelManifest.frameClassification("contention", version, List.of("a", "b"), List.of("x"), 4)
        .write(directory.resolve("model.json"));
    return directory;
  }

  static BundleRelease release(Path bundle, String version, String uri) throws IOException {
    return BundleRelease.of("contention", version, uri, BundleDigest.of(bundle));
  }
}
