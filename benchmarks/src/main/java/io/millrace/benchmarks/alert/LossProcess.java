package io.millrace.benchmarks.alert;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Losses of a champion, of mean 1, and of its challenger. */
sealed interface LossProcess {

  double CORRELATION = 0.8;

  /**
   * @param champion its loss at a point
   * @param challenger its loss at the same point
   */
  record Losses(double champion, double challenger) {}

  /**
   * One point after the other.
   *
   * @param gain how much smaller the challenger's mean loss is, as a share
   */
  Supplier<Losses> draw(double gain, long seed);

  /**
   * The difference of the losses is itself a first-order autoregression.
   *
   * @param deviation of the difference, in mean losses
   */
  record Differences(double deviation) implements LossProcess {
    @Override
    public Supplier<Losses> draw(double gain, long seed) {
      Autoregression noise = new Autoregression(CORRELATION, false, new SplittableRandom(seed));
      return () -> {
        double half = deviation * noise.next() / 2;
        return new Losses(1 + half, 1 - gain - half);
      };
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "differences AR(0.8) of deviation %.1f", deviation);
    }
  }

  /** Absolute values of errors that are autoregressions with a part in common. */
  record Errors(double shared) implements LossProcess {

    /** Of |N(0, 1)|. */
    private static final double MEAN = Math.sqrt(2 / Math.PI);

    @Override
    public Supplier<Losses> draw(double gain, long seed) {
      Supplier<AbsoluteErrors> errors = ErrorProcess.normal(CORRELATION, shared).draw(seed);
      return () -> {
        AbsoluteErrors next = errors.get();
        return new Losses(next.first() / MEAN, (1 - gain) * next.second() / MEAN);
      };
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "errors AR(0.8) sharing %.2f", shared);
    }
  }
}
