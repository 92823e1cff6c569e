package io.millrace.workbench.report;

import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** A column of numbers in the held-out table. */
enum Column {
  MSE("MSE", "%.4f", row -> row.point().mse()),
  MAE("MAE", "%.4f", row -> row.point().mae()),
  MASE("MASE", "%.3f", row -> row.point().mase()),
  RELATIVE_MAE("relMAE", "%.3f", row -> row.point().relativeMae()),
  SMAPE("sMAPE, %", "%.1f", row -> row.point().smape()),
  PINBALL("pinball", "%.4f", row -> row.interval().pinball()),
  COVERAGE("coverage, %", "%.1f", row -> 100 * row.interval().coverage()),
  TRAINING("training, s", "%.1f", row -> row.cost().trainingSeconds()),
  INFERENCE("ms a window", "%.2f", row -> row.cost().inferenceMillis()),
  PUBLISHED_MSE("published MSE", "%.3f", row -> row.published().mse()),
  PUBLISHED_MAE("published MAE", "%.3f", row -> row.published().mae());

  private final String title;
  private final String format;
  private final ToDoubleFunction<HeldOutRow> value;

  Column(String title, String format, ToDoubleFunction<HeldOutRow> value) {
    this.title = title;
    this.format = format;
    this.value = value;
  }

  String title() {
    return title;
  }

  double of(HeldOutRow row) {
    return value.applyAsDouble(row);
  }

  String text(double number) {
    return Double.isNaN(number) ? "–" : String.format(Locale.ROOT, format, number);
  }

  /** What others measured competes with nobody here. */
  boolean competes() {
    return this != PUBLISHED_MSE && this != PUBLISHED_MAE;
  }

  /**
   * How far a number is from the best there could be.
   *
   * @param interval the coverage aimed at, 0 to 1
   */
  double shortfall(double number, double interval) {
    return this == COVERAGE ? Math.abs(number - 100 * interval) : number;
  }
}
