package io.millrace.workbench.report;

import java.util.ArrayList;
import java.util.List;

/**
 * One colour a forecaster, the same in every picture, from a set that the colour-blind can tell
 * apart (Okabe and Ito, https://jfly.uni-koeln.de/color/). Controls are dashed too, for those who
 * print.
 */
final class Palette {

  /** As many as the style sheet has; after that they come round again. */
  private static final int COLOURS = 7;

  private final List<String> forecasters;
  private final List<String> models;

  Palette(HeldOut table) {
    forecasters = new ArrayList<>(table.forecasters());
    models = table.named(Role.MODEL);
  }

  /** Where there is nothing to compare with. */
  Palette(List<String> models) {
    forecasters = new ArrayList<>(models);
    this.models = List.copyOf(models);
  }

  Ink ink(String forecaster) {
    if (!forecasters.contains(forecaster)) {
      forecasters.add(forecaster);
    }
    return new Ink("c" + forecasters.indexOf(forecaster) % COLOURS, 1);
  }

  Pen pen(String forecaster) {
    return models.contains(forecaster)
        ? Pen.strong(ink(forecaster))
        : Pen.dashed(ink(forecaster), forecasters.indexOf(forecaster));
  }
}
