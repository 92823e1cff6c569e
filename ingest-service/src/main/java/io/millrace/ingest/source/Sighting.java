package io.millrace.ingest.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * How a file looks; another look tells whether it changed.
 *
 * @param key what the file system calls it, under any name
 * @param size bytes
 * @param modified milliseconds since the epoch
 */
record Sighting(String key, long size, long modified) {

  /** Empty if there is no file of that name, or it is no regular one. */
  static Optional<Sighting> of(Path file) throws IOException {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return attributes.isRegularFile() ? Optional.of(of(attributes)) : Optional.empty();
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    }
  }

  private static Sighting of(BasicFileAttributes attributes) {
    return new Sighting(
        String.valueOf(attributes.fileKey()),
        attributes.size(),
        attributes.lastModifiedTime().toMillis());
  }
}
