package io.millrace.serving.store;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bundles that lie somewhere as zip files. */
record ZippedBundles(Download download, StoreLimits limits) implements BundleStore {

  /** A way to bring one file here. */
  @FunctionalInterface
  interface Download {

    /**
     * @param file exists, and is empty
     * @throws IOException naming the address
     */
    void of(URI uri, Path file) throws IOException;
  }

  @Override
  public void fetch(URI uri, Path into) throws IOException {
    Path beside = into.toAbsolutePath().resolveSibling("");
    Path zip = Files.createTempFile(beside, FetchFolders.PREFIX, ".zip");
    try {
      download.of(uri, zip);
      Unzip.into(zip, Shown.uri(uri), into, limits);
    } finally {
      Files.deleteIfExists(zip);
    }
  }
}
