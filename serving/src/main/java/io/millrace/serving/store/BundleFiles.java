package io.millrace.serving.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.serving.InvalidBundleException;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All files of a bundle, hidden ones too; symbolic links stand for what they lead to. */
final class BundleFiles {

  /** As bytes compare, which is the same in every language and locale. */
  private static final Comparator<String> BYTE_ORDER =
      (one, other) -> Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));

  private BundleFiles() {}

  /**
   * By name relative to the folder, with slashes.
   *
   * @throws InvalidBundleException if there is one that is neither file nor folder, or whose name
   *     has a backslash or a control character: no two systems agree about those
   */
  static SortedMap<String, Path> of(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new NotDirectoryException(directory.toString());
    }
    SortedMap<String, Path> files = new TreeMap<>(BYTE_ORDER);
    try (Stream<Path> all = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
      all.filter(path -> !Files.isDirectory(path))
          .forEach(file -> files.put(name(directory, file), file));
    }
    return files;
  }

  private static String name(Path directory, Path file) {
    if (!Files.isRegularFile(file)) {
      throw InvalidBundleException.expected(file, "files and folders only", "something else");
    }
    String separator = directory.getFileSystem().getSeparator();
    String name = directory.relativize(file).toString().replace(separator, "/");
    if (name.chars().anyMatch(c -> c == '\\' || Character.isISOControl(c))) {
      throw InvalidBundleException.expected(
          file, "names without backslashes and control characters", "one");
    }
    return name;
  }
}
