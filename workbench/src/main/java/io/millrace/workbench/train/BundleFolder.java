package io.millrace.workbench.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where bundles of one model lie; a new one appears whole or not at all. */
public record BundleFolder(Path root, String name) {

  /**
   * @param out where bundles lie; null = in the repository
   * @throws IllegalArgumentException if the name is none for a model
   */
  public static BundleFolder of(@Nullable Path out, String name) {
    if (!name.matches("[a-z0-9][a-z0-9.-]{0,99}")) {
      throw new IllegalArgumentException(
          "--name: expected lower-case letters, digits, dots and dashes, found '" + name + "'");
    }
    Path repository = Path.of(System.getProperty("millrace.repository", ""));
    return new BundleFolder(out == null ? repository.resolve(".millrace/models") : out, name);
  }

  /** Writes a bundle's files. */
  public interface Content {
    void write(Path directory) throws IOException;
  }

  /** One more than the largest version that is a number. */
  public String nextVersion() throws IOException {
    Path versions = root.resolve(name);
    if (!Files.isDirectory(versions)) {
      return "1";
    }
    try (Stream<Path> present = Files.list(versions)) {
      return Integer.toString(
          1
              + present
                  .map(path -> path.getFileName().toString())
                  .filter(version -> version.matches("\\d{1,8}"))
                  .mapToInt(Integer::parseInt)
                  .max()
                  .orElse(0));
    }
  }

  /** Writes beside the place, then renames; an old bundle of this version is replaced. */
  public Path write(String version, Content content) throws IOException {
    Path versions = Files.createDirectories(root.resolve(name));
    Path place = versions.resolve(version);
    Path beside = Files.createTempDirectory(versions, ".writing-");
    try {
      Path bundle = Files.createDirectory(beside.resolve("new"));
      content.write(bundle);
      if (Files.exists(place)) {
        Files.move(place, beside.resolve("old"), StandardCopyOption.ATOMIC_MOVE);
      }
      Files.move(bundle, place, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      delete(beside);
    }
    return place;
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> walk = Files.walk(directory)) {
      List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    }
  }
}
