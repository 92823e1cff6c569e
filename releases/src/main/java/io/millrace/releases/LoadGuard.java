package io.millrace.releases;

import io.millrace.events.ModelRelease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Remembers in files which releases are being loaded, and so which have ended the process: reading
 * a malformed graph can make native code abort, and a process that is started again would read it
 * again.
 *
 * @param folder of the files; the next life must find it, and other processes may use it too
 * @param instance names this process among those, and its next life as it is named
 */
public record LoadGuard(Path folder, String instance) {

  /** An end of the process may have any cause: a node that is drained, memory that others took. */
  private static final int LIVES = 3;

  /**
   * Call {@link #end} when it is loaded or refused.
   *
   * @throws IllegalStateException if loading it has ended the process before, too often
   */
  void begin(ModelRelease release) {
    try {
      int lives = lives(release);
      if (lives >= LIVES) {
        throw new IllegalStateException(
            "the process has ended "
                + LIVES
                + " times while it was loaded; to have it tried once more, delete "
                + file(release));
      }
      Files.createDirectories(folder);
      Files.writeString(file(release), Integer.toString(lives + 1));
    } catch (IOException e) {
      throw new UncheckedIOException(file(release) + ": " + e.getMessage(), e);
    }
  }

  private int lives(ModelRelease release) throws IOException {
    Path file = file(release);
    String text = Files.exists(file) ? Files.readString(file).strip() : "";
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
  }

  void end(ModelRelease release) {
    try {
      Files.deleteIfExists(file(release));
    } catch (IOException e) {
      throw new UncheckedIOException(file(release) + ": " + e.getMessage(), e);
    }
  }

  private Path file(ModelRelease release) {
    return folder.resolve(
        ".loading-" + release.sha256() + "-" + URLEncoder.encode(instance, StandardCharsets.UTF_8));
  }
}
