package io.millrace.transformers.series;

import io.millrace.transformers.training.BatchInput;
import io.millrace.transformers.training.Inputs;
import java.util.ArrayList;
import java.util.List;

/**
 * The tensors that a window brings. The number of variates is free; that of covariates is not.
 *
 * @param past number of covariates known up to the issue time
 * @param known number of covariates known beyond it, calendar features included
 * @param mask whether a window says which of its values were filled in
 */
public record InputShape(int lookback, int horizon, int past, int known, boolean mask) {

  static final String HISTORY = "history";
  static final String PAST = "past";
  static final String KNOWN = "known";
  static final String MASK = "mask";
  static final String TARGET = "target";

  /** What is there when a forecast is made. */
  public List<BatchInput> inputs() {
    List<BatchInput> inputs = new ArrayList<>();
    inputs.add(BatchInput.floats(HISTORY, lookback, -1));
    if (past > 0) {
      inputs.add(BatchInput.floats(PAST, lookback, past));
    }
    if (known > 0) {
      inputs.add(BatchInput.floats(KNOWN, lookback + horizon, known));
    }
    if (mask) {
      inputs.add(BatchInput.floats(MASK, lookback, -1));
    }
    return inputs;
  }

  /** That, and what came. */
  List<BatchInput> withTarget() {
    List<BatchInput> inputs = new ArrayList<>(inputs());
    inputs.add(BatchInput.floats(TARGET, horizon, -1));
    return inputs;
  }

  /** The placeholders of {@link #inputs} as a forecaster takes them. */
  public ForecastInput of(Inputs inputs) {
    return new ForecastInput(
        inputs.floats(HISTORY),
        past > 0 ? inputs.floats(PAST) : null,
        known > 0 ? inputs.floats(KNOWN) : null,
        mask ? inputs.floats(MASK) : null);
  }
}
