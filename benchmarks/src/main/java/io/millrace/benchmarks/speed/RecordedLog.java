package io.millrace.benchmarks.speed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * What forecast-service logged while the row {@code killed} of the proof {@code
 * forecast-guarantees} killed it again and again: the messages, without time, level, logger and
 * thread, as ingest-service takes them. Folders of that machine are {@code /var/lib/millrace}.
 */
final class RecordedLog {

  private static final String RESOURCE = "forecast-service.log.gz";

  private RecordedLog() {}

  /** The first lines, as they were written. */
  static MixedTexts lines(int count) {
    try (InputStream packed = RecordedLog.class.getResourceAsStream(RESOURCE)) {
      if (packed == null) {
        throw new IOException(RESOURCE + " is not on the class path");
      }
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(new GZIPInputStream(packed), StandardCharsets.UTF_8));
      return new MixedTexts(reader.lines().limit(count).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The share of lines that equal an earlier one. */
  static double repeats(List<String> lines) {
    return 1 - (double) new HashSet<>(lines).size() / lines.size();
  }
}
