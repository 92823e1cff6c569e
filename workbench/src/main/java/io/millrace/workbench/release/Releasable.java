package io.millrace.workbench.release;

import io.millrace.events.ModelRelease;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.ModelManifest;
import io.millrace.serving.store.BundleDigest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A bundle that may be released.
 *
 * @param uri where services will find it
 * @param sha256 of its content
 */
record Releasable(ModelManifest manifest, URI uri, String sha256) {

  /**
   * @throws io.millrace.serving.InvalidBundleException saying what is missing or wrong
   */
  static Releasable of(Path directory, URI uri) throws IOException {
    ModelBundle bundle = ModelBundle.read(directory);
    return new Releasable(bundle.manifest(), uri, BundleDigest.of(directory));
  }

  ModelRelease release(ModelRelease.Role role, Instant at) {
    return new ModelRelease(manifest.name(), manifest.version(), uri.toString(), sha256, at, role);
  }
}
