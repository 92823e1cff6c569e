package io.millrace.serving.store;

import io.millrace.serving.Fields;
import io.millrace.serving.InvalidBundleException;
import java.net.URI;

/**
 * A bundle that was released: what it must turn out to be, and where it lies.
 *
 * @param name of the model
 * @param sha256 as {@link BundleDigest} gives it
 */
public record BundleRelease(String name, String version, URI uri, String sha256) {

  public BundleRelease {
    Fields.name("name", name);
    Fields.name("version", version);
    Fields.check(
        sha256.matches("[0-9a-f]{64}"), "sha256", "64 lower-case hexadecimal digits", sha256);
  }

  /**
   * As a release names them.
   *
   * @param uri may be a plain path
   * @throws InvalidBundleException saying which is wrong
   */
  public static BundleRelease of(String name, String version, String uri, String sha256) {
    try {
      return new BundleRelease(name, version, BundleStores.uri(uri), sha256);
    } catch (IllegalArgumentException e) {
      throw InvalidBundleException.at(name + " " + version, String.valueOf(e.getMessage()));
    }
  }

  /** Two releases of one version may differ in content; their folders do, too. */
  String folder() {
    return version + "-" + sha256.substring(0, 12);
  }

  @Override
  public String toString() {
    return name + " " + version + " at " + Shown.uri(uri);
  }
}
