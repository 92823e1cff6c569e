package io.millrace.forecasting.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What has been usual of one variate, by which its next reading is judged: the largest deviations
 * in each {@link Aspect}, and the means that they deviate from. A value of bounded size; a reading
 * costs the same whatever has passed. It depends neither on the unit of the variate nor on its
 * zero.
 *
 * <p>It goes on learning while something is unexpected: a new level is usual within {@value
 * #MEMORY} readings, a spike that comes again is the second of its size. Only the season is learned
 * slowly, and from an odd one no more than what a season usually differs by.
 */
public final class Surprise {

  /** Readings that the means are of, fading. */
  static final int MEMORY = 24;

  /** Of its bytes. */
  public static final int MOST_BYTES = SurpriseCodec.MOST_BYTES;

  private static final double PACE = 1.0 / MEMORY;
  private static final double USUAL_PACE = 1 / 256.0;

  /** Times the usual deviation from the profile that one season may move it. */
  private static final double MOST_USUAL = 3;

  /** Shares of a value; less than that is rounding. */
  private static final double ROUNDING = 1e-12;

  private final Means means;
  private final SeasonProfile profile;
  private final Map<Aspect, Deviations> before;

  /**
   * @param first value, from which level and profile are measured; NaN = none yet
   * @param last value
   * @param season mean deviation from the profile
   * @param unrest mean size of the deviations from the forecasts
   * @param usual size of a deviation from the profile
   */
  record Means(
      double first, double last, double level, double season, double unrest, double usual) {

    static final Means NONE = new Means(Double.NaN, Double.NaN, 0, 0, 0, 0);

    static Means from(double value) {
      return new Means(value, value, 0, 0, 0, 0);
    }
  }

  /**
   * @param next with the reading
   * @param judgement of the reading by those before it
   */
  public record Judged(Surprise next, Judgement judgement) {}

  Surprise(Means means, SeasonProfile profile, Map<Aspect, Deviations> before) {
    this.means = means;
    this.profile = profile;
    this.before = Collections.unmodifiableMap(before);
  }

  /** Before any reading. */
  public static Surprise none() {
    EnumMap<Aspect, Deviations> before = new EnumMap<>(Aspect.class);
    for (Aspect aspect : Aspect.values()) {
      before.put(aspect, Deviations.NONE);
    }
    return new Surprise(Means.NONE, SeasonProfile.NONE, before);
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException if the version is not known
   */
  public static Surprise fromBytes(byte[] bytes) {
    return SurpriseCodec.read(bytes);
  }

  /** With a version byte, at most {@link #MOST_BYTES}. */
  public byte[] toBytes() {
    return SurpriseCodec.write(this);
  }

  /**
   * Judges a reading, and takes it in.
   *
   * @param forecast of it, made one step before; NaN = there was none, the last value stands
   * @param at its step's time
   * @param step of the series
   */
  public Judged judge(double value, double forecast, Instant at, Duration step) {
    SeasonProfile.Part part = SeasonProfile.Part.at(at, step);
    Means known = Double.isNaN(means.first) ? Means.from(value) : means;
    Reading reading = new Reading(known, value, forecast, profile.expected(part));
    EnumMap<Aspect, Deviations> after = new EnumMap<>(before);
    Judgement least = reading.judgements().get(0);
    for (Judgement judgement : reading.judgements()) {
      after.put(judgement.aspect(), judgement.before().with(judgement.deviation()));
      least = judgement.tailProbability() < least.tailProbability() ? judgement : least;
    }
    SeasonProfile learnt = profile.with(part, reading.height(), mostUsual());
    return new Judged(new Surprise(reading.next(), learnt, after), least);
  }

  private double mostUsual() {
    return before(Aspect.SEASON).above().isWarm()
        ? MOST_USUAL * means.usual
        : Double.POSITIVE_INFINITY;
  }

  Deviations before(Aspect aspect) {
    return Objects.requireNonNull(before.get(aspect)); // every aspect is there from the beginning
  }

  /** One more, among what there is. */
  private final class Reading {

    private final Means means;
    private final double value;
    private final double forecast;
    private final double usual; // at this part of the season, from the first value; NaN = unknown

    /** Forecasts are remembered as floats: one that is the last value is known exactly. */
    Reading(Means means, double value, double forecast, double usual) {
      boolean last = Double.isNaN(forecast) || (float) forecast == (float) means.last;
      this.means = means;
      this.value = value;
      this.forecast = last ? means.last : forecast;
      this.usual = usual;
    }

    /** Above the first value. */
    double height() {
      return value - means.first;
    }

    List<Judgement> judgements() {
      Judgement step = judged(Aspect.STEP, forecast, step());
      Judgement level =
          judged(Aspect.LEVEL, means.first + means.level, rounded(height() - means.level));
      Judgement unrest = judged(Aspect.UNREST, forecast, unrest());
      return Double.isNaN(usual)
          ? List.of(step, level, unrest)
          : List.of(step, level, judged(Aspect.SEASON, means.first + usual, seasonMean()), unrest);
    }

    private Judgement judged(Aspect aspect, double expected, double deviation) {
      return new Judgement(aspect, value, expected, deviation, before(aspect));
    }

    private double step() {
      return rounded(value - forecast);
    }

    private double unrest() {
      return faded(means.unrest, Math.abs(step()), PACE);
    }

    private double season() {
      return rounded(height() - usual);
    }

    private double seasonMean() {
      return faded(means.season, season(), PACE);
    }

    Means next() {
      boolean unknown = Double.isNaN(usual);
      double size = Math.abs(SeasonProfile.counted(season(), mostUsual()));
      return new Means(
          means.first,
          value,
          faded(means.level, height(), PACE),
          unknown ? means.season : seasonMean(),
          unrest(),
          unknown ? means.usual : faded(means.usual, size, USUAL_PACE));
    }

    private double rounded(double deviation) {
      double least = ROUNDING * Math.max(Math.abs(value), Math.abs(means.first));
      return Math.abs(deviation) <= least ? 0 : deviation;
    }
  }

  private static double faded(double mean, double value, double pace) {
    return mean + pace * (value - mean);
  }

  Means means() {
    return means;
  }

  SeasonProfile profile() {
    return profile;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Surprise that
        && means.equals(that.means)
        && profile.equals(that.profile)
        && before.equals(that.before);
  }

  @Override
  public int hashCode() {
    return means.hashCode();
  }
}
