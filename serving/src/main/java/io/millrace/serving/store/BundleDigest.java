package io.millrace.serving.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.serving.InvalidBundleException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * The identity of a bundle's content, however it was transported: SHA-256 over one line a file,
 * ordered by the bytes of their names,
 *
 * <pre>{@code <sha256 of the file, 64 lower-case hexadecimal digits>  <name>\n}</pre>
 *
 * in UTF-8, where the name is relative to the bundle's folder, with slashes. All files count, also
 * hidden ones; empty folders, times and permissions don't. Inside the folder these commands agree:
 *
 * <pre>{@code
 * find -L . -type f -printf '%P\n' | LC_ALL=C sort | xargs -d '\n' sha256sum | sha256sum
 * }</pre>
 */
public final class BundleDigest {

  private static final int BUFFER = 1 << 16; // bytes

  private BundleDigest() {}

  /**
   * 64 lower-case hexadecimal digits.
   *
   * @throws IOException if the folder or a file of it cannot be read
   * @throws InvalidBundleException if it holds what is no file, or a name that no two systems agree
   *     about
   */
  public static String of(Path bundleDirectory) throws IOException {
    MessageDigest all = sha256();
    for (Map.Entry<String, Path> file : BundleFiles.of(bundleDirectory).entrySet()) {
      String line = ofFile(file.getValue()) + "  " + file.getKey() + "\n";
      all.update(line.getBytes(UTF_8));
    }
    return hex(all);
  }

  private static String ofFile(Path file) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      while (in.read(buffer) >= 0) {
        // The stream updates the digest.
      }
    }
    return hex(digest);
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
