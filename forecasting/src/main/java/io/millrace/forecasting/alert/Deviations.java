package io.millrace.forecasting.alert;

import java.nio.ByteBuffer;

/**
 * How far readings lay below and above what was expected of one aspect. A value.
 *
 * @param below sizes of the deviations downwards
 * @param above sizes of those upwards
 */
public record Deviations(Extremes below, Extremes above) {

  static final int MOST_BYTES = 2 * Extremes.MOST_BYTES;

  static final Deviations NONE = new Deviations(Extremes.NONE, Extremes.NONE);

  Deviations with(double deviation) {
    return new Deviations(below.with(-deviation), above.with(deviation));
  }

  /** Of one side: the one that the deviation is on. */
  double tailProbability(double deviation) {
    return deviation < 0
        ? below.tailProbability(-deviation, above)
        : above.tailProbability(deviation, below);
  }

  /** The size of a deviation upwards with this tail probability. */
  double sizeAbove(double tailProbability) {
    return above.size(tailProbability, below);
  }

  /** The size of one downwards. */
  double sizeBelow(double tailProbability) {
    return below.size(tailProbability, above);
  }

  void write(ByteBuffer out) {
    below.write(out);
    above.write(out);
  }

  static Deviations read(ByteBuffer in) {
    return new Deviations(Extremes.read(in), Extremes.read(in));
  }
}
