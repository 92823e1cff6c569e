package io.millrace.serving.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A bundle as one file, for stores that keep files: {@code model.json} is at its top. */
public final class BundleZip {

  /** The earliest that a zip file knows; the true ones would make each file another. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private BundleZip() {}

  /**
   * Writes all files of a bundle; the same files give the same bytes, by the same Java. The file
   * appears when it is whole, in place of one that was there.
   */
  public static void write(Path bundle, Path zip) throws IOException {
    Path folder = Files.createDirectories(zip.toAbsolutePath().resolveSibling(""));
    Path part = Files.createTempFile(folder, FetchFolders.PREFIX, ".zip");
    try {
      fill(bundle, part);
      Files.move(part, zip, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void fill(Path bundle, Path zip) throws IOException {
    try (ZipOutputStream out =
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(zip)))) {
      for (Map.Entry<String, Path> file : BundleFiles.of(bundle).entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setTimeLocal(TIME);
        out.putNextEntry(entry);
        Files.copy(file.getValue(), out);
        out.closeEntry();
      }
    }
  }
}
