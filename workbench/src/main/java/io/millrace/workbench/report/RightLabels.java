package io.millrace.workbench.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Names of lines beside their ends, moved apart where they would lie on each other. */
final class RightLabels {

  /**
   * @param y pixels from the top
   */
  record Label(double y, String text, Ink ink) {}

  private final double gap;
  private final double bottom;

  /**
   * @param gap pixels from one label to the next
   * @param bottom the lowest place, in pixels from the top
   */
  RightLabels(double gap, double bottom) {
    this.gap = gap;
    this.bottom = bottom;
  }

  List<Label> apart(List<Label> labels) {
    List<Label> placed = new ArrayList<>();
    double free = Double.NEGATIVE_INFINITY;
    for (Label label : labels.stream().sorted(Comparator.comparingDouble(Label::y)).toList()) {
      double y = Math.max(label.y(), free);
      placed.add(new Label(y, label.text(), label.ink()));
      free = y + gap;
    }
    liftFromBelow(placed);
    return placed;
  }

  private void liftFromBelow(List<Label> placed) {
    double limit = bottom;
    for (int i = placed.size() - 1; i >= 0; i--) {
      Label label = placed.get(i);
      placed.set(i, new Label(Math.min(label.y(), limit), label.text(), label.ink()));
      limit = placed.get(i).y() - gap;
    }
  }
}
