package io.millrace.events;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The forecast of one variate. Its JSON carries at most six significant digits.
 *
 * @param mean by lead, in the variate's unit; copied when made, and not to be written to afterwards
 * @param quantiles by level (above 0 and below 1), each by lead
 */
@SuppressWarnings("ArrayRecordComponent") // equals, hashCode and toString look into it
public record VariateForecast(
    @JsonSerialize(using = SixDigitArray.class) double[] mean,
    @JsonSerialize(contentUsing = SixDigitArray.class) SortedMap<Double, double[]> quantiles) {

  static final int HORIZON_LIMIT = 65_536; // steps

  public VariateForecast {
    mean = Check.samples("mean", mean, HORIZON_LIMIT);
    SortedMap<Double, double[]> copy = new TreeMap<>();
    int horizon = mean.length;
    Check.present("quantiles", quantiles)
        .forEach((level, values) -> copy.put(level(level), quantile(level, values, horizon)));
    quantiles = Collections.unmodifiableSortedMap(copy);
  }

  private static Double level(Double level) {
    if (!(level > 0 && level < 1)) {
      throw new InvalidEventException(
          "quantiles", "must have levels between 0 and 1, has " + level);
    }
    return level;
  }

  private static double[] quantile(Double level, double[] values, int horizon) {
    double[] copy = Check.samples("quantiles." + level, values, HORIZON_LIMIT);
    if (copy.length != horizon) {
      throw new InvalidEventException(
          "quantiles." + level, "must have " + horizon + " leads as the mean, has " + copy.length);
    }
    return copy;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VariateForecast that
        && Arrays.equals(mean, that.mean)
        && SensorEvent.sameSamples(quantiles, that.quantiles);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(mean) + SensorEvent.hash(quantiles);
  }

  @Override
  public String toString() {
    return "VariateForecast[mean=" + Arrays.toString(mean) + ", levels=" + quantiles.keySet() + "]";
  }
}
