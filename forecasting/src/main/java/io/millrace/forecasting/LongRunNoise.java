package io.millrace.forecasting;

import java.nio.ByteBuffer;

/**
 * How much the mean of a sequence errs whose values resemble their neighbours: its long-run
 * variance, the variance of a mean of n values times n. A few fading moments, whatever has passed.
 *
 * <p>Two estimates, of which the larger counts. From the correlation of neighbours, as if each
 * value remembered only the last: it takes few values, and exaggerates where forecasts overlap for
 * a lead, since the correlation then ends with the lead. From the differences of neighbouring means
 * of {@value #BLOCK} values: it sees slow swings that hide under noise, and not a single lasting
 * change of level, which is what a test is out to find. Both begin at a prior of variance 1, so
 * that the first few values cannot look certain.
 *
 * <p>H. Flyvbjerg and H. Petersen, <a href="https://doi.org/10.1063/1.457480">Error estimates on
 * averages of correlated data</a>; J. von Neumann, <a
 * href="https://doi.org/10.1214/aoms/1177731677">the ratio of the mean square successive difference
 * to the variance</a>.
 *
 * @param points seen, counted up to the memory
 * @param mean over a memory short enough to follow a change of level
 * @param variance about that mean
 * @param lagged product of neighbours about that mean
 * @param last value, less the mean
 * @param open sum of the block that is not full yet
 * @param filled values in it
 * @param blocks that were compared with the one before, counted up to their memory; -1 before the
 *     first block
 * @param block the last full one's mean
 * @param swings fading mean of the long-run variance that neighbouring blocks show
 */
record LongRunNoise(
    int points,
    float mean,
    float variance,
    float lagged,
    float last,
    float open,
    int filled,
    int blocks,
    float block,
    float swings) {

  static final LongRunNoise NONE =
      new LongRunNoise(0, 0, 1, LongRunNoise.BELIEVED_CORRELATION, 0, 0, 0, -1, 0, 0);

  static final int BYTES = 3 * Integer.BYTES + 7 * Float.BYTES;

  private static final float BELIEVED_CORRELATION = 0.3f;

  /** Values that the prior is worth. */
  private static final int BELIEF = 10;

  private static final int MEMORY = 500;
  private static final int MEAN_MEMORY = 50;
  private static final int BLOCK = 32;
  private static final int BLOCK_MEMORY = MEMORY / BLOCK;

  /** Blocks that the estimate from neighbours is worth beside that from blocks. */
  private static final int NEIGHBOURS_WORTH = 6;

  /** A change of level swings one pair of blocks, as wildly as it likes. */
  private static final double MOST_SWING = 5;

  private static final double MOST_CORRELATION = 0.98;

  LongRunNoise with(double value) {
    int next = Math.min(MEMORY, points + 1);
    double level = mean + (value - mean) / Math.min(MEAN_MEMORY, next + BELIEF);
    double off = value - level;
    double rate = 1.0 / Math.min(MEMORY, next + BELIEF);
    LongRunNoise moved =
        new LongRunNoise(
            next,
            (float) level,
            (float) (variance + rate * (off * off - variance)),
            (float) (lagged + rate * (off * last - lagged)),
            (float) off,
            (float) (open + value),
            filled + 1,
            blocks,
            block,
            swings);
    return moved.filled < BLOCK ? moved : moved.closed();
  }

  private LongRunNoise closed() {
    float closing = open / BLOCK;
    int compared = Math.min(BLOCK_MEMORY, blocks + 1);
    double most = MOST_SWING * Math.max(near(), swings);
    double swing = Math.min(most, BLOCK * Math.pow(closing - block, 2) / 2);
    float moved = compared > 0 ? (float) (swings + (swing - swings) / compared) : 0;
    return new LongRunNoise(points, mean, variance, lagged, last, 0, 0, compared, closing, moved);
  }

  /** Variance of a mean of n values, times n. */
  double longRunVariance() {
    double near = near();
    double weight = Math.max(0, blocks);
    double far = (weight * swings + NEIGHBOURS_WORTH * near) / (weight + NEIGHBOURS_WORTH);
    return Math.max(near, far);
  }

  private double near() {
    double correlation = Math.max(0, Math.min(MOST_CORRELATION, lagged / variance));
    return variance * (1 + correlation) / (1 - correlation);
  }

  void write(ByteBuffer out) {
    out.putInt(points).putFloat(mean).putFloat(variance).putFloat(lagged).putFloat(last);
    out.putFloat(open).putInt(filled).putInt(blocks).putFloat(block).putFloat(swings);
  }

  static LongRunNoise read(ByteBuffer in) {
    return new LongRunNoise(
        in.getInt(),
        in.getFloat(),
        in.getFloat(),
        in.getFloat(),
        in.getFloat(),
        in.getFloat(),
        in.getInt(),
        in.getInt(),
        in.getFloat(),
        in.getFloat());
  }
}
