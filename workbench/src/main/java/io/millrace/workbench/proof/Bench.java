package io.millrace.workbench.proof;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Where measurements are made: the data, the screen, and a cache of what took long.
 *
 * @param repository of the project
 * @param data folder of the benchmark data
 * @param cache folder of finished runs, by hash of their recipe
 */
public record Bench(Path repository, Path data, Path cache, PrintWriter screen) {

  private static final ObjectMapper JSON = new ObjectMapper();

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

  /** The result of {@code run}, or what it gave when the same recipe ran before. */
  public <R> R once(String recipe, Class<R> type, Supplier<R> run) {
    Path file = cache.resolve(hash(recipe) + ".json");
    try {
      if (Files.isRegularFile(file)) {
        return JSON.readValue(file.toFile(), type);
      }
      R result = run.get();
      Files.createDirectories(cache);
      Path beside = Files.createTempFile(cache, "result", ".part");
      Files.write(beside, JSON.writeValueAsBytes(result));
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }

  /** Where an unfinished run of this recipe keeps its checkpoint. */
  public Path checkpoint(String recipe) {
    return cache.resolve(hash(recipe) + ".safetensors");
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
