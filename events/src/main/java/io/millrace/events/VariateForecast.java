package io.millrace.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.Arrays;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The forecast of one variate. Its JSON carries at most six significant digits.
 *
 * <p>Trend and season add up to the mean as the model gave them. In JSON each of the three is
 * rounded on its own, so there they do within half a unit of the sixth digit of each: at most 5e-6
 * × (|mean| + |trend| + |season|).
 *
 * @param mean by lead, in the variate's unit; copied when made, and not to be written to afterwards
 * @param quantiles by level (above 0 and below 1), each by lead; calibrated
 * @param raw the same as the model gave them; empty unless the job asks for them
 * @param trend by lead, in the variate's unit: the part of the mean that has its level; empty
 *     unless the job asks for parts and the model has them
 * @param season by lead, in the variate's unit: the part of the mean that swings around zero; there
 *     if the trend is
 * @param servedBy which forecaster it is; null: the one that the forecast names
 */
@SuppressWarnings("ArrayRecordComponent") // equals, hashCode and toString look into it
public record VariateForecast(
    @JsonSerialize(using = SixDigitArray.class) double[] mean,
    @JsonSerialize(contentUsing = SixDigitArray.class) SortedMap<Double, double[]> quantiles,
    @JsonSerialize(contentUsing = SixDigitArray.class) @JsonInclude(JsonInclude.Include.NON_EMPTY)
        SortedMap<Double, double[]> raw,
    @JsonSerialize(using = SixDigitArray.class) @JsonInclude(JsonInclude.Include.NON_EMPTY)
        double[] trend,
    @JsonSerialize(using = SixDigitArray.class) @JsonInclude(JsonInclude.Include.NON_EMPTY)
        double[] season,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String servedBy) {

  static final int HORIZON_LIMIT = 65_536; // steps

  private static final double[] NONE = {};

  public VariateForecast {
    mean = Check.samples("mean", mean, HORIZON_LIMIT);
    quantiles = copy("quantiles", Check.present("quantiles", quantiles), mean.length);
    raw = copy("raw", Check.present("raw", raw), mean.length);
    trend = part("trend", Check.present("trend", trend), mean.length);
    season = part("season", Check.present("season", season), mean.length);
    requireBoth(trend, season);
    if (servedBy != null) {
      Check.name("servedBy", servedBy);
    }
  }

  /** By the forecaster that the forecast names. */
  public VariateForecast(
      double[] mean,
      SortedMap<Double, double[]> quantiles,
      SortedMap<Double, double[]> raw,
      double[] trend,
      double[] season) {
    this(mean, quantiles, raw, trend, season, null);
  }

  /** A mean that is told as a whole. */
  public VariateForecast(
      double[] mean, SortedMap<Double, double[]> quantiles, SortedMap<Double, double[]> raw) {
    this(mean, quantiles, raw, NONE, NONE);
  }

  /** Calibrated quantiles alone. */
  public VariateForecast(double[] mean, SortedMap<Double, double[]> quantiles) {
    this(mean, quantiles, new TreeMap<>());
  }

  /** JSON has the model's own quantiles, and trend and season, only if they were asked for. */
  @JsonCreator
  static VariateForecast of(
      @JsonProperty("mean") double[] mean,
      @JsonProperty("quantiles") SortedMap<Double, double[]> quantiles,
      @JsonProperty("raw") @Nullable SortedMap<Double, double[]> raw,
      @JsonProperty("trend") double @Nullable [] trend,
      @JsonProperty("season") double @Nullable [] season,
      @JsonProperty("servedBy") @Nullable String servedBy) {
    return new VariateForecast(
        mean,
        quantiles,
        raw == null ? new TreeMap<>() : raw,
        trend == null ? NONE : trend,
        season == null ? NONE : season,
        servedBy);
  }

  private static SortedMap<Double, double[]> copy(
      String field, SortedMap<Double, double[]> quantiles, int horizon) {
    SortedMap<Double, double[]> copy = new TreeMap<>();
    quantiles.forEach(
        (level, values) ->
            copy.put(level(field, level), leads(field + "." + level, values, horizon)));
    return Collections.unmodifiableSortedMap(copy);
  }

  private static Double level(String field, Double level) {
    if (!(level > 0 && level < 1)) {
      throw new InvalidEventException(field, "must have levels between 0 and 1, has " + level);
    }
    return level;
  }

  private static double[] part(String field, double[] values, int horizon) {
    return values.length == 0 ? NONE : leads(field, values, horizon);
  }

  private static void requireBoth(double[] trend, double[] season) {
    if (trend.length != season.length) {
      throw new InvalidEventException(
          trend.length == 0 ? "trend" : "season",
          "is missing: trend and season are given together or not at all");
    }
  }

  private static double[] leads(String field, double[] values, int horizon) {
    double[] copy = Check.samples(field, values, HORIZON_LIMIT);
    if (copy.length != horizon) {
      throw new InvalidEventException(
          field, "must have " + horizon + " leads as the mean, has " + copy.length);
    }
    return copy;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VariateForecast that
        && Arrays.equals(mean, that.mean)
        && SensorEvent.sameSamples(quantiles, that.quantiles)
        && SensorEvent.sameSamples(raw, that.raw)
        && Arrays.equals(trend, that.trend)
        && Arrays.equals(season, that.season)
        && Objects.equals(servedBy, that.servedBy);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(mean) + SensorEvent.hash(quantiles);
  }

  @Override
  public String toString() {
    return "VariateForecast[mean="
        + Arrays.toString(mean)
        + ", levels="
        + quantiles.keySet()
        + ", parts="
        + (trend.length > 0)
        + (servedBy == null ? "" : ", servedBy=" + servedBy)
        + "]";
  }
}
