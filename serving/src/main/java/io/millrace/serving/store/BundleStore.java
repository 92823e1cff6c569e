package io.millrace.serving.store;

import io.millrace.serving.InvalidBundleException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** Where released bundles lie. */
@FunctionalInterface
public interface BundleStore {

  /**
   * Brings the files of a bundle here, {@code model.json} at their top. Nothing is verified but
   * their number and size.
   *
   * @param into an empty folder; after a failure it may hold a part
   * @throws IOException if the bundle is not there or the transport failed, naming the address:
   *     trying again may help
   * @throws InvalidBundleException if what is there can be no bundle: trying again will not help
   */
  void fetch(URI uri, Path into) throws IOException;
}
