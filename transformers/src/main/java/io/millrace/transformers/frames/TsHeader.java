package io.millrace.transformers.frames;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The {@code @} lines of a {@code .ts} file, taken one by one. */
final class TsHeader {

  private int dimensions; // 0 = not said
  private int seriesLength; // 0 = not said
  private @Nullable List<String> labels;

  /**
   * @throws InvalidFramesException naming what kind of file isn't read
   */
  void take(String line, String where) {
    List<String> words = Arrays.asList(line.split("\\s+"));
    String value = words.size() > 1 ? words.get(1).toLowerCase(Locale.ROOT) : "";
    switch (words.get(0).toLowerCase(Locale.ROOT)) {
      case "@timestamps" -> refuse(value, "true", where, "samples without time stamps");
      case "@equallength" -> refuse(value, "false", where, "frames of one length");
      case "@targetlabel" -> refuse(value, "true", where, "@classLabel true and the labels");
      case "@univariate" -> dimensions = value.equals("true") ? 1 : dimensions;
      case "@dimensions", "@dimension" -> dimensions = number(value, where, words.get(0));
      case "@serieslength" -> seriesLength = number(value, where, words.get(0));
      case "@classlabel" -> labels = labels(words, where);
      default -> {} // @problemName, @missing and what is to come: nothing that the frames depend on
    }
  }

  /** Channels a line has; 0 = whatever the first has. */
  int dimensions() {
    return dimensions;
  }

  /** Samples a channel has; 0 = whatever the first has. */
  int seriesLength() {
    return seriesLength;
  }

  /**
   * The labels that may occur.
   *
   * @throws InvalidFramesException if the header names none
   */
  List<String> labels(String where) {
    if (labels == null) {
      throw new InvalidFramesException(
          where + ": expected @classLabel true and the labels before @data, found none");
    }
    return labels;
  }

  private static List<String> labels(List<String> words, String where) {
    if (words.size() < 3 || !words.get(1).equalsIgnoreCase("true")) {
      throw new InvalidFramesException(
          where + ": expected @classLabel true and the labels, found " + String.join(" ", words));
    }
    return new ArrayList<>(words.subList(2, words.size()));
  }

  private static void refuse(String value, String refused, String where, String expected) {
    if (value.equals(refused)) {
      throw new InvalidFramesException(where + ": expected " + expected + ", found " + value);
    }
  }

  private static int number(String value, String where, String name) {
    if (!value.matches("[1-9]\\d{0,8}")) {
      throw new InvalidFramesException(
          where + ": " + name + ": expected a whole number of at least 1, found '" + value + "'");
    }
    return Integer.parseInt(value);
  }
}
