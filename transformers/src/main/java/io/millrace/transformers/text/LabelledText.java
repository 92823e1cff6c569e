package io.millrace.transformers.text;

/**
 * A text and the label that people gave it.
 *
 * @param where it was read, such as file and line, for messages; empty = nobody says
 */
public record LabelledText(String text, String label, String where) {

  public LabelledText(String text, String label) {
    this(text, label, "");
  }

  /** The place and the words, as a message names them. */
  public String named() {
    return where + " (" + label + "): " + text;
  }
}
