package io.millrace.serving.store;

import io.millrace.serving.InvalidBundleException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Takes the files out of a zip file of a bundle, and trusts none of its names and sizes. */
final class Unzip {

  private final String place;
  private final Path into;
  private final ByteBudget budget;

  private Unzip(String place, Path into, ByteBudget budget) {
    this.place = place;
    this.into = into;
    this.budget = budget;
  }

  /**
   * @param place where the zip file is from, for messages
   * @param into an empty folder
   * @throws InvalidBundleException if it is no zip file, too large, or has names that lead
   *     elsewhere
   */
  static void into(Path zip, String place, Path into, StoreLimits limits) throws IOException {
    Path folder = into.toAbsolutePath().normalize();
    Unzip unzip = new Unzip(place, folder, new ByteBudget(place, limits.bytes()));
    try (ZipFile file = new ZipFile(zip.toFile())) {
      if (file.size() > limits.files()) {
        throw InvalidBundleException.at(
            place, "expected at most " + limits.files() + " files, found " + file.size());
      }
      for (ZipEntry entry : Collections.list(file.entries())) {
        unzip.entry(file, entry);
      }
    } catch (ZipException e) {
      throw InvalidBundleException.at(place, "not a sound zip file: " + e.getMessage());
    }
  }

  private void entry(ZipFile zip, ZipEntry entry) throws IOException {
    Path target = target(entry.getName());
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.resolveSibling(""));
    try (InputStream in = zip.getInputStream(entry);
        OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
      budget.copy(in, out);
    }
  }

  private Path target(String name) {
    try {
      Path target = into.resolve(name).normalize();
      if (target.startsWith(into) && !name.contains("\\")) {
        return target;
      }
    } catch (InvalidPathException notAName) {
      // Refused below, as one that leads elsewhere.
    }
    throw InvalidBundleException.at(place, "expected names inside the zip file, found " + name);
  }
}
