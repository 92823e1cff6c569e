package io.millrace.transformers.frames;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads frames of which each line is one, as they cross {@code sensor-events}: {@code
 * {"channels":{"x":[..],"y":[..]},"label":"idle"}} with any other fields. The first frame decides
 * channels and samples of all, over all files that one reader reads.
 */
final class NdjsonFrames {

  private static final ObjectMapper JSON = new ObjectMapper();

  private @Nullable FrameShape shape;

  NdjsonFrames() {}

  /** A reader of frames of a shape that other data have. */
  NdjsonFrames(FrameShape shape) {
    this.shape = shape;
  }

  /**
   * @throws IllegalStateException if nothing has been read
   */
  FrameShape shape() {
    if (shape == null) {
      throw new IllegalStateException("no frame has been read");
    }
    return shape;
  }

  /**
   * @throws InvalidFramesException naming file and line of what is not a labelled frame
   */
  List<LabelledFrame> labelled(Path file) throws IOException {
    List<LabelledFrame> frames = new ArrayList<>();
    FrameLines.read(
        file,
        (line, where) -> {
          JsonNode json = json(line, where);
          double[][] samples = samples(json, where);
          frames.add(new LabelledFrame(where, label(json, where), samples));
        });
    return frames;
  }

  /**
   * Frames {@code [channel][time]}, whether labelled or not.
   *
   * @throws InvalidFramesException naming file and line of what is not a frame
   */
  List<double[][]> unlabelled(Path file) throws IOException {
    List<double[][]> frames = new ArrayList<>();
    FrameLines.read(file, (line, where) -> frames.add(samples(json(line, where), where)));
    return frames;
  }

  private static JsonNode json(String line, String where) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException broken) {
      throw new InvalidFramesException(
          where + ": expected a frame as JSON, found " + broken.getOriginalMessage());
    }
  }

  private static String label(JsonNode json, String where) {
    JsonNode label = json.path("label");
    if (!label.isTextual() || label.textValue().isBlank()) {
      throw new InvalidFramesException(
          where + ": label: expected a text, found " + (label.isMissingNode() ? "none" : label));
    }
    return label.textValue();
  }

  private double[][] samples(JsonNode json, String where) {
    JsonNode channels = json.path("channels");
    FrameShape expected = expected(channels, where);
    if (channels.size() > expected.channels().size()) {
      throw new InvalidFramesException(
          where + ": channels: expected " + expected.channels() + ", found " + names(channels));
    }
    double[][] samples = new double[expected.channels().size()][];
    for (int channel = 0; channel < samples.length; channel++) {
      String name = expected.channels().get(channel);
      JsonNode array = channels.path(name);
      if (!array.isArray()) {
        throw new InvalidFramesException(
            where + ": channels: expected " + expected.channels() + ", found " + names(channels));
      }
      expected.checkSamples(where, channel, array.size());
      samples[channel] = numbers(array, where + ": channel " + name);
    }
    return samples;
  }

  private FrameShape expected(JsonNode channels, String where) {
    if (shape == null) {
      List<String> names = names(channels);
      if (names.isEmpty() || channels.path(names.get(0)).isEmpty()) {
        throw new InvalidFramesException(
            where + ": channels: expected an array of samples by name, found " + channels);
      }
      shape = new FrameShape(names, channels.path(names.get(0)).size());
    }
    return Objects.requireNonNull(shape);
  }

  private static List<String> names(JsonNode channels) {
    List<String> names = new ArrayList<>();
    channels.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static double[] numbers(JsonNode array, String where) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).doubleValue();
      if (!array.get(i).isNumber() || !Float.isFinite((float) values[i])) {
        throw new InvalidFramesException(
            where + ", sample " + i + ": expected a number, found " + array.get(i));
      }
    }
    return values;
  }
}
