package io.millrace.transformers.frames;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The files that hold frames, and their lines. */
final class FrameLines {

  private FrameLines() {}

  /** Takes one line and its place, such as {@code idle-1.ndjson line 7}. */
  interface Reader {
    void line(String line, String where);
  }

  static boolean isTs(Path file) {
    return name(file).endsWith(".ts") || name(file).endsWith(".ts.gz");
  }

  /** The file itself, or every {@code .ndjson} and {@code .ndjson.gz} of a folder, by name. */
  static List<Path> files(Path data) throws IOException {
    if (!Files.isDirectory(data)) {
      return List.of(data);
    }
    try (Stream<Path> paths = Files.list(data)) {
      List<Path> files = paths.filter(FrameLines::isRecording).sorted().toList();
      if (files.isEmpty()) {
        throw new InvalidFramesException(
            data + ": expected files named *.ndjson or *.ndjson.gz, found none");
      }
      return files;
    }
  }

  private static boolean isRecording(Path file) {
    String name = name(file);
    return !name.startsWith(".") && (name.endsWith(".ndjson") || name.endsWith(".ndjson.gz"));
  }

  /** Gives every line that isn't blank. */
  static void read(Path file, Reader reader) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        InputStream plain = name(file).endsWith(".gz") ? new GZIPInputStream(in) : in;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      int number = 1;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          reader.line(line.strip(), name(file) + " line " + number);
        }
        number++;
      }
    }
  }

  static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
