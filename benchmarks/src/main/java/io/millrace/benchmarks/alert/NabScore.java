package io.millrace.benchmarks.alert;

import io.millrace.benchmarks.alert.NabFile.Labelled;
import java.util.BitSet;
import java.util.List;

/**
 * The score of the Numenta Anomaly Benchmark in its standard profile (A. Lavin and S. Ahmad, <a
 * href="https://arxiv.org/abs/1510.03336">Evaluating real-time anomaly detection algorithms</a>):
 * the earliest detection in a window counts up to 1, a window without one −1, a detection outside
 * up to −0.11, less just after a window.
 *
 * @param raw the sum of these
 * @param windows that could be found
 */
record NabScore(double raw, int windows) {

  static final NabScore NONE = new NabScore(0, 0);

  private static final double FALSE_POSITIVE = .11;
  private static final double FALSE_NEGATIVE = 1;

  /** Window widths after a window, beyond which a detection has nothing to do with it. */
  private static final double FARTHEST = 3;

  /** Of the rows that were detected; those before the first judged one do not count. */
  static NabScore of(NabFile file, BitSet detected) {
    double raw = 0;
    for (Labelled window : file.windows()) {
      int first = detected.nextSetBit(Math.max(window.left(), file.judgedFrom()));
      raw += first >= 0 && window.holds(first) ? found(window, first) : -FALSE_NEGATIVE;
    }
    int row = detected.nextSetBit(file.judgedFrom());
    for (; row >= 0; row = detected.nextSetBit(row + 1)) {
      raw += falsePositive(file.windows(), row);
    }
    return new NabScore(raw, file.windows().size());
  }

  /** 1 at the first row of the window, falling to just above 0 at its last. */
  private static double found(Labelled window, int row) {
    double place = -(double) (window.right() - row + 1) / window.width();
    return sigmoid(place) / sigmoid(-1);
  }

  private static double falsePositive(List<Labelled> windows, int row) {
    double worth = -1;
    for (Labelled window : windows) {
      if (window.holds(row)) {
        return 0;
      }
      if (window.right() < row) {
        worth = sigmoid((double) (row - window.right()) / (window.width() - 1));
      }
    }
    return FALSE_POSITIVE * worth;
  }

  /**
   * @param place in widths from the end of a window
   */
  private static double sigmoid(double place) {
    return place > FARTHEST ? -1 : 2 / (1 + Math.exp(5 * place)) - 1;
  }

  NabScore plus(NabScore other) {
    return new NabScore(raw + other.raw, windows + other.windows);
  }

  /** 0 for a detector that never detects, 100 for one that detects the first row of each window. */
  double standard() {
    double never = -FALSE_NEGATIVE * windows;
    return 100 * (raw - never) / (windows - never);
  }
}
