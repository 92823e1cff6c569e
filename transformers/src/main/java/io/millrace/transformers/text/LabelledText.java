package io.millrace.transformers.text;

import java.util.List;

/**
 * A text and what people said of it.
 *
 * @param labels that hold: exactly one where texts are of one label each, otherwise any number
 * @param where it was read, such as file and line, for messages; empty = nobody says
 */
public record LabelledText(String text, List<String> labels, String where) {

  public LabelledText {
    labels = List.copyOf(labels);
  }

  public LabelledText(String text, String label, String where) {
    this(text, List.of(label), where);
  }

  public LabelledText(String text, String label) {
    this(text, label, "");
  }

  /**
   * The one label.
   *
   * @throws IllegalStateException if it has none or several
   */
  public String label() {
    if (labels.size() != 1) {
      throw new IllegalStateException("expected one label, found " + labels + " of " + where);
    }
    return labels.get(0);
  }

  /** The place and the words, as a message names them. */
  public String named() {
    return where + " (" + String.join(", ", labels) + "): " + text;
  }

  /** All that occur, in alphabetical order. */
  public static List<String> labels(List<LabelledText> texts) {
    return texts.stream().flatMap(text -> text.labels().stream()).distinct().sorted().toList();
  }
}
