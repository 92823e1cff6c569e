package io.millrace.workbench.report;

import java.util.List;

/**
 * A part of the page with pictures.
 *
 * @param sentences what the pictures show
 * @param keys what lines and areas mean, where their names do not stand beside them
 * @param columns of pictures side by side
 * @param heads one over each column; empty = none
 */
record Section(
    String heading,
    List<String> sentences,
    List<Key> keys,
    int columns,
    List<String> heads,
    List<Panel> panels) {

  /**
   * @param shape {@code line} or {@code area}
   */
  record Key(String label, String shape, Ink ink) {}

  /**
   * @param title empty = none
   */
  record Panel(String title, String svg) {}
}
