package io.millrace.workbench.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A file of keys, which a running service may read at any time: it is replaced as a whole. */
record KeysFile(Path path) {

  /**
   * What it holds; a file that is not there holds no keys.
   *
   * @throws InvalidKeysException naming the file, if it is there and no file of keys
   */
  KeysText read() throws IOException {
    String text = Files.exists(path) ? Files.readString(path) : KeysText.EMPTY;
    return named(text);
  }

  /** Writes a changed text, once it is clear that it can be read again. */
  void write(String text) throws IOException {
    named(text);
    Path file = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
    Files.createDirectories(file.getParent());
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.writeString(next, text, StandardCharsets.UTF_8);
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(next, permissions(file));
    }
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** A new file is its owner's alone: whoever can write to it can let anybody in. */
  private static Set<PosixFilePermission> permissions(Path file) throws IOException {
    return Files.exists(file)
        ? Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS)
        : PosixFilePermissions.fromString("rw-------");
  }

  private KeysText named(String text) {
    try {
      KeysText keys = KeysText.parse(text);
      keys.rows();
      return keys;
    } catch (InvalidKeysException wrong) {
      throw new InvalidKeysException(path + " " + wrong.getMessage());
    }
  }
}
