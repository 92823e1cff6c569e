package io.millrace.transformers.frames;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Frames recorded in one go under one load.
 *
 * @param name of its file
 */
public record FrameRecording(String name, List<LabelledFrame> frames) {

  private static final ObjectMapper JSON = new ObjectMapper();

  public FrameRecording {
    frames = List.copyOf(frames);
    if (frames.isEmpty()) {
      throw new IllegalArgumentException(name + " holds no frames");
    }
    String label = frames.get(0).label();
    if (!frames.stream().allMatch(frame -> frame.label().equals(label))) {
      throw new IllegalArgumentException(name + " holds frames of several labels");
    }
  }

  /** The load under which all of it was recorded. */
  public String label() {
    return frames.get(0).label();
  }

  /**
   * Every {@code *.ndjson} and {@code *.ndjson.gz} of a folder, by name.
   *
   * @param channels to read, in order
   * @param samples that every channel must have
   * @throws IOException naming file and line of what isn't a labelled frame
   */
  public static List<FrameRecording> readAll(Path folder, List<String> channels, int samples)
      throws IOException {
    List<FrameRecording> recordings = new ArrayList<>();
    for (Path file : files(folder)) {
      recordings.add(read(file, channels, samples));
    }
    return recordings;
  }

  static FrameRecording read(Path file, List<String> channels, int samples) throws IOException {
    List<LabelledFrame> frames = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String where = file + " line " + (frames.size() + 1);
        frames.add(frame(line, channels, samples, where));
      }
    }
    return new FrameRecording(String.valueOf(file.getFileName()), frames);
  }

  private static LabelledFrame frame(String line, List<String> channels, int samples, String where)
      throws IOException {
    JsonNode json;
    try {
      json = JSON.readTree(line);
    } catch (JsonProcessingException broken) {
      throw new IOException(where + ": " + broken.getOriginalMessage(), broken);
    }
    double[][] values = new double[channels.size()][];
    for (int channel = 0; channel < values.length; channel++) {
      String name = channels.get(channel);
      values[channel] = numbers(json.path("channels").path(name), where + ": channel " + name);
      if (values[channel].length != samples) {
        throw new IOException(
            where
                + ": channel "
                + name
                + " has "
                + values[channel].length
                + " samples; expected "
                + samples);
      }
    }
    if (!json.path("label").isTextual()) {
      throw new IOException(where + ": label is missing");
    }
    return new LabelledFrame(json.path("label").textValue(), values);
  }

  private static double[] numbers(JsonNode array, String where) throws IOException {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      if (!array.get(i).isNumber()) {
        throw new IOException(where + ", sample " + i + " is not a number: " + array.get(i));
      }
      values[i] = array.get(i).doubleValue();
    }
    return values;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.filter(path -> isRecording(path.getFileName().toString())).sorted().toList();
    }
  }

  private static boolean isRecording(String name) {
    return !name.startsWith(".") && (name.endsWith(".ndjson") || name.endsWith(".ndjson.gz"));
  }
}
