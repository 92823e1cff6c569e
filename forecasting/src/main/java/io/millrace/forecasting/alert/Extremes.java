package io.millrace.forecasting.alert;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The largest of the last deviations of one kind, and from them how probable a larger one is. A
 * value.
 *
 * <p>Among the {@value #LOOKBACK} last, the probability of one that would be the {@code k}-th
 * largest is {@code k / (n + 1)}: that holds for any distribution as long as they are exchangeable.
 * Beyond the largest the tail goes on as an exponential one, with the mean by which the {@value
 * #KEPT} largest exceed the least of them (peaks over a threshold, of shape 0: A. Siffer et al., <a
 * href="https://doi.org/10.1145/3097983.3098144">Anomaly detection in streams with extreme value
 * theory</a>). What has come before is therefore not improbable when it comes again.
 */
public final class Extremes {

  static final int KEPT = 10;

  /** Deviations after which one is forgotten: at a step of five minutes, two weeks. */
  static final int LOOKBACK = 4096;

  /** Deviations before which nothing is called improbable. */
  static final int WARM_UP = 100;

  static final int MOST_BYTES = Integer.BYTES + 1 + KEPT * (Float.BYTES + Integer.BYTES);

  /** The least mean excess, in shares of the largest: what comes back may vary by so little. */
  private static final double LEAST_EXCESS = 0.01;

  static final Extremes NONE = new Extremes(0, List.of());

  private final int seen;
  private final List<Extreme> largest; // rising by size

  /**
   * @param number of the deviation, from 0
   */
  private record Extreme(float size, int number) {}

  private Extremes(int seen, List<Extreme> largest) {
    this.seen = seen;
    this.largest = List.copyOf(largest);
  }

  boolean isWarm() {
    return seen >= WARM_UP;
  }

  /** With one more deviation; one of 0 or less is only counted. */
  Extremes with(double deviation) {
    List<Extreme> next = new ArrayList<>(KEPT + 1);
    largest.stream().filter(extreme -> seen - extreme.number < LOOKBACK).forEach(next::add);
    if ((float) deviation > 0) {
      next.add(new Extreme((float) deviation, seen));
      next.sort(Comparator.comparingDouble(Extreme::size));
    }
    return new Extremes(seen + 1, next.size() > KEPT ? next.subList(1, next.size()) : next);
  }

  /**
   * Of a deviation of this size or a larger one; 1 if many of the last were as large.
   *
   * @param other side, whose excess stands in where too few lie on this one
   */
  double tailProbability(double deviation, Extremes other) {
    float size = (float) deviation;
    long as = largest.stream().filter(extreme -> extreme.size >= size).count();
    if (!isWarm() || size <= 0 || as == KEPT) {
      return 1;
    }
    double share = (as + 1) * unit();
    return as > 0 ? share : share * Math.exp(-(size - top()) / excess(other));
  }

  /** The least size beyond the largest whose tail probability is at most this. */
  double size(double tailProbability, Extremes other) {
    return top() + excess(other) * Math.max(0, Math.log(unit() / tailProbability));
  }

  private double unit() {
    return 1.0 / (Math.min(seen, LOOKBACK) + 1);
  }

  private double top() {
    return largest.isEmpty() ? 0 : largest.get(largest.size() - 1).size;
  }

  private double excess(Extremes other) {
    return largest.size() < KEPT ? Math.max(excess(), other.excess()) : excess();
  }

  /** Where fewer than are kept lie above 0, the others are 0. */
  private double excess() {
    double least = largest.size() < KEPT ? 0 : largest.get(0).size;
    double sum = 0;
    for (Extreme extreme : largest) {
      sum += extreme.size - least;
    }
    return Math.max(sum / (KEPT - 1), Math.max(LEAST_EXCESS * top(), Double.MIN_NORMAL));
  }

  void write(ByteBuffer out) {
    out.putInt(seen).put((byte) largest.size());
    largest.forEach(extreme -> out.putFloat(extreme.size).putInt(extreme.number));
  }

  static Extremes read(ByteBuffer in) {
    int seen = in.getInt();
    int count = in.get();
    List<Extreme> largest = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      largest.add(new Extreme(in.getFloat(), in.getInt()));
    }
    return new Extremes(seen, largest);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Extremes that && seen == that.seen && largest.equals(that.largest);
  }

  @Override
  public int hashCode() {
    return 31 * seen + largest.hashCode();
  }
}
