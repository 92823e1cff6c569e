package io.millrace.workbench.report;

import java.awt.BasicStroke;

/** How a line is drawn. */
record Pen(Ink ink, BasicStroke stroke) {

  private static final float[][] DASHES = {{6, 3}, {2, 2}, {8, 2, 2, 2}, {4, 4}, {10, 3}};

  static Pen strong(Ink ink) {
    return new Pen(ink, new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
  }

  static Pen thin(Ink ink) {
    return new Pen(ink, new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
  }

  /**
   * @param which of the dash patterns, which come round again
   */
  static Pen dashed(Ink ink, int which) {
    return new Pen(
        ink,
        new BasicStroke(
            1.4f,
            BasicStroke.CAP_BUTT,
            BasicStroke.JOIN_ROUND,
            1,
            DASHES[Math.floorMod(which, DASHES.length)],
            0));
  }
}
