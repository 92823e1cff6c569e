package io.millrace.workbench.report;

/**
 * A picture's size and what its labels take of it, in pixels.
 *
 * @param left for the numbers of the axis
 * @param right for the names of lines
 */
record Frame(int width, int height, int left, int right, int top, int bottom) {

  /** As wide as the page. */
  static final Frame WIDE = new Frame(960, 280, 52, 130, 26, 40);

  /** One of three side by side. */
  static final Frame THIRD = new Frame(312, 196, 44, 62, 18, 38);

  int plotWidth() {
    return width - left - right;
  }

  int plotHeight() {
    return height - top - bottom;
  }
}
