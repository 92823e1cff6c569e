package io.millrace.forecasting;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Sums of a sequence and of its means over blocks of 1, 2, 4, … 256 values, from which follows how
 * much its mean errs although its values resemble their neighbours. Bounded, whatever has passed.
 *
 * <p>The blocks double until neighbouring ones hardly resemble each other any more, or until so few
 * remain that their variance says nothing; what resemblance is left is allowed for. Thus the block
 * grows with the correlation that was measured. H. Flyvbjerg and H. Petersen, <a
 * href="https://doi.org/10.1063/1.457480">Error estimates on averages of correlated data</a>.
 */
final class BlockMeans {

  private static final int LEVELS = 9;
  private static final int FEWEST_BLOCKS = 30;
  private static final double HARDLY = 0.2;
  private static final double MOST_CORRELATION = 0.95;

  static final int BYTES = Integer.BYTES + Double.BYTES + 3 * LEVELS * Double.BYTES;

  static final BlockMeans NONE =
      new BlockMeans(0, 0, new double[LEVELS], new double[LEVELS], new double[LEVELS]);

  private final int points;
  private final double sum;
  private final double[] squares; // [level], of the block means
  private final double[] products; // [level], of neighbouring block means
  private final double[] last; // [level], the last full block's mean

  private BlockMeans(int points, double sum, double[] squares, double[] products, double[] last) {
    this.points = points;
    this.sum = sum;
    this.squares = squares;
    this.products = products;
    this.last = last;
  }

  BlockMeans with(double value) {
    BlockMeans next =
        new BlockMeans(points + 1, sum + value, squares.clone(), products.clone(), last.clone());
    double mean = value;
    for (int level = 0; level < LEVELS; level++) {
      double before = last[level];
      next.close(level, mean);
      if ((next.points >> level) % 2 == 1) {
        break; // the first half of the next larger block
      }
      mean = (before + mean) / 2;
    }
    return next;
  }

  private void close(int level, double mean) {
    squares[level] += mean * mean;
    products[level] += mean * last[level]; // 0 before the first
    last[level] = mean;
  }

  int points() {
    return points;
  }

  double sum() {
    return sum;
  }

  /** Of a single value. */
  double variance() {
    return variance(0);
  }

  private double variance(int level) {
    double mean = sum / points;
    return Math.max(0, squares[level] / (points >> level) - mean * mean);
  }

  /** Variance of a mean of n values, times n; 0 if all were the same. */
  double longRunVariance() {
    int level = 0;
    double correlation = correlation(0);
    while (correlation > HARDLY && level + 1 < LEVELS && (points >> (level + 1)) >= FEWEST_BLOCKS) {
      level++;
      correlation = correlation(level);
    }
    return (1 << level) * variance(level) * (1 + correlation) / (1 - correlation);
  }

  /** Of neighbouring block means; a mean that is estimated makes it seem smaller by 1/n. */
  private double correlation(int level) {
    int blocks = points >> level;
    double variance = variance(level);
    if (blocks < 2 || variance == 0) {
      return 0;
    }
    double mean = sum / points;
    double covariance = products[level] / (blocks - 1) - mean * mean;
    return Math.max(0, Math.min(MOST_CORRELATION, covariance / variance + 1.0 / blocks));
  }

  void write(ByteBuffer out) {
    out.putInt(points).putDouble(sum);
    for (double[] column : new double[][] {squares, products, last}) {
      for (double value : column) {
        out.putDouble(value);
      }
    }
  }

  static BlockMeans read(ByteBuffer in) {
    return new BlockMeans(in.getInt(), in.getDouble(), column(in), column(in), column(in));
  }

  private static double[] column(ByteBuffer in) {
    double[] column = new double[LEVELS];
    Arrays.setAll(column, level -> in.getDouble());
    return column;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BlockMeans that
        && points == that.points
        && sum == that.sum
        && Arrays.equals(squares, that.squares)
        && Arrays.equals(products, that.products)
        && Arrays.equals(last, that.last);
  }

  @Override
  public int hashCode() {
    return Double.hashCode(sum) * 31 + points;
  }
}
