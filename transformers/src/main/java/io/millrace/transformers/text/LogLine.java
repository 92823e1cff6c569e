package io.millrace.transformers.text;

/**
 * One labelled log line.
 *
 * @param where file and line number, for messages
 */
public record LogLine(String label, String message, String where) {

  /** The place and the words, as a message names them. */
  String named() {
    return where + " (" + label + "): " + message;
  }
}
