package io.millrace.serving.store;

import io.millrace.serving.InvalidBundleException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;

/** Folders, and zip files of folders. They are copied: the original may be built anew meanwhile. */
record FileStore(StoreLimits limits) implements BundleStore {

  @Override
  public void fetch(URI uri, Path into) throws IOException {
    Path source = path(uri);
    if (Files.isDirectory(source)) {
      copy(source, into);
    } else if (Files.isRegularFile(source)) {
      Unzip.into(source, uri.toString(), into, limits);
    } else {
      throw new NoSuchFileException(uri + ": neither a folder nor a zip file is there");
    }
  }

  private static Path path(URI uri) {
    try {
      return Path.of(uri);
    } catch (IllegalArgumentException e) {
      throw InvalidBundleException.at(uri.toString(), "not the path of a file: " + e.getMessage());
    }
  }

  private void copy(Path source, Path into) throws IOException {
    ByteBudget budget = new ByteBudget(source.toString(), limits.bytes());
    SortedMap<String, Path> files = BundleFiles.of(source);
    if (files.size() > limits.files()) {
      throw InvalidBundleException.expected(
          source, "at most " + limits.files() + " files", Integer.toString(files.size()));
    }
    for (Map.Entry<String, Path> file : files.entrySet()) {
      Path target = into.resolve(file.getKey());
      Files.createDirectories(target.resolveSibling(""));
      try (InputStream in = Files.newInputStream(file.getValue());
          OutputStream out = Files.newOutputStream(target)) {
        budget.copy(in, out);
      }
    }
  }
}
