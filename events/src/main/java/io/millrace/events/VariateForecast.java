package io.millrace.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The forecast of one variate. Its JSON carries at most six significant digits.
 *
 * @param mean by lead, in the variate's unit; copied when made, and not to be written to afterwards
 * @param quantiles by level (above 0 and below 1), each by lead; calibrated
 * @param raw the same as the model gave them; empty unless the job asks for them
 */
@SuppressWarnings("ArrayRecordComponent") // equals, hashCode and toString look into it
public record VariateForecast(
    @JsonSerialize(using = SixDigitArray.class) double[] mean,
    @JsonSerialize(contentUsing = SixDigitArray.class) SortedMap<Double, double[]> quantiles,
    @JsonSerialize(contentUsing = SixDigitArray.class) @JsonInclude(JsonInclude.Include.NON_EMPTY)
        SortedMap<Double, double[]> raw) {

  static final int HORIZON_LIMIT = 65_536; // steps

  public VariateForecast {
    mean = Check.samples("mean", mean, HORIZON_LIMIT);
    quantiles = copy("quantiles", Check.present("quantiles", quantiles), mean.length);
    raw = copy("raw", Check.present("raw", raw), mean.length);
  }

  /** Calibrated quantiles alone. */
  public VariateForecast(double[] mean, SortedMap<Double, double[]> quantiles) {
    this(mean, quantiles, new TreeMap<>());
  }

  /** JSON has the model's own quantiles only if they were asked for. */
  @JsonCreator
  static VariateForecast of(
      @JsonProperty("mean") double[] mean,
      @JsonProperty("quantiles") SortedMap<Double, double[]> quantiles,
      @JsonProperty("raw") @Nullable SortedMap<Double, double[]> raw) {
    return new VariateForecast(mean, quantiles, raw == null ? new TreeMap<>() : raw);
  }

  private static SortedMap<Double, double[]> copy(
      String field, SortedMap<Double, double[]> quantiles, int horizon) {
    SortedMap<Double, double[]> copy = new TreeMap<>();
    quantiles.forEach(
        (level, values) -> copy.put(level(field, level), quantile(field, level, values, horizon)));
    return Collections.unmodifiableSortedMap(copy);
  }

  private static Double level(String field, Double level) {
    if (!(level > 0 && level < 1)) {
      throw new InvalidEventException(field, "must have levels between 0 and 1, has " + level);
    }
    return level;
  }

  private static double[] quantile(String field, Double level, double[] values, int horizon) {
    double[] copy = Check.samples(field + "." + level, values, HORIZON_LIMIT);
    if (copy.length != horizon) {
      throw new InvalidEventException(
          field + "." + level, "must have " + horizon + " leads as the mean, has " + copy.length);
    }
    return copy;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VariateForecast that
        && Arrays.equals(mean, that.mean)
        && SensorEvent.sameSamples(quantiles, that.quantiles)
        && SensorEvent.sameSamples(raw, that.raw);
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
