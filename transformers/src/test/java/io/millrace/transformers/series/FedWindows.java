package io.millrace.transformers.series;

import io.millrace.transformers.GraphHarness;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** A batch of windows; the graph knows neither their number nor that of the variates. */
record FedWindows(
    Columns history, @Nullable Columns past, @Nullable Columns known, @Nullable Columns mask) {

  /** Windows without a mask. */
  FedWindows(Columns history, @Nullable Columns past, @Nullable Columns known) {
    this(history, past, known, null);
  }

  FedWindows(Columns history) {
    this(history, null, null, null);
  }

  int batch() {
    return history.batch();
  }

  int variates() {
    return history.columns();
  }

  /** One window as a batch of its own. */
  FedWindows only(int window) {
    return new FedWindows(
        history.only(window),
        past == null ? null : past.only(window),
        known == null ? null : known.only(window),
        mask == null ? null : mask.only(window));
  }

  ForecastInput input(GraphHarness harness) {
    return new ForecastInput(
        fed(harness, history, Shape.UNKNOWN_SIZE),
        past == null ? null : fed(harness, past, past.columns()),
        known == null ? null : fed(harness, known, known.columns()),
        mask == null ? null : fed(harness, mask, Shape.UNKNOWN_SIZE));
  }

  private static Operand<TFloat32> fed(GraphHarness harness, Columns columns, long asKnown) {
    return harness.input(
        Shape.of(Shape.UNKNOWN_SIZE, columns.rows(), asKnown),
        Shape.of(columns.batch(), columns.rows(), columns.columns()),
        columns.values());
  }
}
