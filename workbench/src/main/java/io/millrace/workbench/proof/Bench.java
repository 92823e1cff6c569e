package io.millrace.workbench.proof;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Where measurements are made: the data, the screen, and a cache of what took long.
 *
 * @param repository of the project
 * @param data folder of the benchmark data
 * @param cache folder of finished runs, by hash of their recipe
 */
public record Bench(Path repository, Path data, Path cache, PrintWriter screen) {

  /** The bench of this process: data in {@code MILLRACE_DATA}, or beside the repository. */
  public static Bench ofThisProcess(PrintWriter screen) {
    Path repository = Path.of(System.getProperty("millrace.repository", "")).toAbsolutePath();
    String named = System.getenv("MILLRACE_DATA");
    Path data =
        named == null ? repository.resolveSibling("shared").resolve("data") : Path.of(named);
    return new Bench(repository, data, repository.resolve(".millrace/proofs"), screen);
  }

  /**
   * A file of the benchmark data.
   *
   * @throws MissingDataException if it is not there
   */
  public Path file(String name) {
    Path file = data.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new MissingDataException(file);
    }
    return file;
  }

  public void say(String format, Object... values) {
    screen.println(String.format(Locale.ROOT, format, values));
    screen.flush();
  }

  /** Where the outcome of a long run is kept, or its checkpoint; its folder exists. */
  public Path kept(String recipe, String suffix) {
    try {
      return Files.createDirectories(cache).resolve(hash(recipe) + suffix);
    } catch (IOException e) {
      throw new UncheckedIOException(cache + ": cannot be made: " + e.getMessage(), e);
    }
  }

  private static String hash(String recipe) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha256.digest(recipe.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
