package io.millrace.transformers.frames;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code .ts} files, as the UEA and UCR archives are given: after a header a line a frame,
 * {@code x1,x2,..:y1,y2,..:label}. A missing sample, {@code ?}, becomes the one before it, or the
 * first that is known. Channels are named {@code dim0}, {@code dim1} ..
 *
 * @see <a href="https://www.aeon-toolkit.org/en/stable/api_reference/file_specifications/ts.html">
 *     the format</a>
 */
final class TsFile {

  /** What a file holds. */
  record Content(FrameShape shape, List<LabelledFrame> frames) {}

  private final TsHeader header = new TsHeader();
  private final List<LabelledFrame> frames = new ArrayList<>();
  private boolean data;
  private @Nullable FrameShape shape;

  private TsFile() {}

  /**
   * @throws InvalidFramesException naming file and line of what is not a labelled frame
   */
  static Content read(Path file) throws IOException {
    TsFile reader = new TsFile();
    FrameLines.read(file, reader::take);
    if (reader.shape == null) {
      throw new InvalidFramesException(
          FrameLines.name(file) + ": expected frames after a line @data, found none");
    }
    return new Content(reader.shape, reader.frames);
  }

  private void take(String line, String where) {
    if (line.startsWith("#")) {
      return;
    }
    if (data) {
      frames.add(frame(line, where));
    } else if (line.equalsIgnoreCase("@data")) {
      header.labels(where);
      data = true;
    } else if (line.startsWith("@")) {
      header.take(line, where);
    } else {
      throw new InvalidFramesException(
          where + ": expected a line that starts with @ or #, found " + shown(line));
    }
  }

  private LabelledFrame frame(String line, String where) {
    List<String> parts = Arrays.asList(line.split(":", -1));
    int channels = parts.size() - 1;
    int expected = shape == null ? header.dimensions() : shape.channels().size();
    if (channels < 1 || (expected > 0 && channels != expected)) {
      throw new InvalidFramesException(
          "%s: expected %s channels and a label, each after a colon but the first, found %d parts"
              .formatted(where, expected == 0 ? "some" : expected, parts.size()));
    }
    double[][] samples = new double[channels][];
    for (int channel = 0; channel < channels; channel++) {
      samples[channel] = samples(parts.get(channel), where, channel, channels);
    }
    return new LabelledFrame(where, label(parts.get(channels).strip(), where), samples);
  }

  private String label(String label, String where) {
    if (!header.labels(where).contains(label)) {
      throw new InvalidFramesException(
          "%s: label: expected one of %s, found '%s'"
              .formatted(where, header.labels(where), shown(label)));
    }
    return label;
  }

  private double[] samples(String part, String where, int channel, int channels) {
    String[] words = part.split(",", -1);
    if (shape == null) {
      List<String> names = IntStream.range(0, channels).mapToObj(i -> "dim" + i).toList();
      int samples = header.seriesLength() > 0 ? header.seriesLength() : words.length;
      shape = new FrameShape(names, samples);
    }
    Objects.requireNonNull(shape).checkSamples(where, channel, words.length);
    double[] samples = new double[words.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = number(words[i].strip(), where, channel, i);
    }
    return filled(samples, where, channel);
  }

  /** NaN = missing. */
  private static double number(String word, String where, int channel, int sample) {
    if (word.equals("?")) {
      return Double.NaN;
    }
    try {
      double value = Double.parseDouble(word);
      if (Float.isFinite((float) value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below, with where it stands
    }
    throw new InvalidFramesException(
        "%s: channel dim%d, sample %d: expected a number or ?, found '%s'"
            .formatted(where, channel, sample, shown(word)));
  }

  private static double[] filled(double[] samples, String where, int channel) {
    double known =
        Arrays.stream(samples)
            .filter(sample -> !Double.isNaN(sample))
            .findFirst()
            .orElseThrow(
                () ->
                    new InvalidFramesException(
                        "%s: channel dim%d: expected a sample that is known, found none"
                            .formatted(where, channel)));
    for (int i = 0; i < samples.length; i++) {
      samples[i] = Double.isNaN(samples[i]) ? known : samples[i];
      known = samples[i];
    }
    return samples;
  }

  private static String shown(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
