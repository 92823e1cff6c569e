package io.millrace.forecasting.alert;

import io.millrace.forecasting.alert.AlertLife.Signal;

/** Hysteresis: between its two thresholds a value says nothing new. */
final class Thresholds {

  private Thresholds() {}

  static Signal signal(double value, double raisedFrom, double clearBelow) {
    if (value >= raisedFrom) {
      return Signal.RAISE;
    }
    return value < clearBelow ? Signal.CLEAR : Signal.HOLD;
  }
}
