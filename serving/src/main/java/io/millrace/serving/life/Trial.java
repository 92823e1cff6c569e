package io.millrace.serving.life;

import io.millrace.serving.GoldenMismatchException;
import io.millrace.serving.InvalidBundleException;
import io.millrace.serving.Servable;
import io.millrace.serving.ShapeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a version of a model must pass before it serves: it runs on every shape, proves that it
 * answers as it must, and is not much slower than what serves now.
 *
 * @param slowestFactor how many times as long as the serving version it may take
 */
public record Trial(double slowestFactor) {

  /** How often both are timed, in turn, for a machine has moods. Of each shape the best counts. */
  private static final int ROUNDS = 3;

  public Trial {
    if (!(slowestFactor >= 1)) {
      throw new IllegalArgumentException("slowestFactor: must be at least 1, is " + slowestFactor);
    }
  }

  /**
   * @param serving what serves now
   * @return the times of the candidate's shapes
   * @throws InvalidBundleException if it fails on a shape, or its golden examples cannot be read
   * @throws GoldenMismatchException if it does not answer its golden examples
   * @throws TooSlowException if it is too slow
   */
  public List<ShapeTime> pass(Servable candidate, Optional<? extends Servable> serving) {
    List<ShapeTime> times = candidate.warmUp();
    candidate.prove();
    serving.ifPresent(opponent -> race(candidate, opponent));
    return times;
  }

  /**
   * What a version must pass that a process begins with, before which nothing serves: it runs on
   * the corners of its shapes and proves that it answers as it must.
   *
   * @return the times of these shapes
   * @throws InvalidBundleException if it fails on one, or its golden examples cannot be read
   * @throws GoldenMismatchException if it does not answer its golden examples
   */
  public List<ShapeTime> passToBegin(Servable candidate) {
    List<ShapeTime> times = candidate.warmUpCorners();
    candidate.prove();
    return times;
  }

  private void race(Servable candidate, Servable serving) {
    OptionalDouble factor = sideBySide(candidate, serving);
    if (factor.orElse(1) > slowestFactor) {
      throw new TooSlowException(
          candidate.bundle(), factor.orElse(1), slowestFactor, serving.bundle());
    }
  }

  /**
   * Both are timed now, whatever they once took: that may have been another time's truth, and a
   * process begins with a version that was timed cold. Empty if what serves runs no more, which is
   * not the candidate's fault.
   */
  private static OptionalDouble sideBySide(Servable candidate, Servable serving) {
    List<ShapeTime> own = candidate.warmUpCorners();
    List<ShapeTime> others = timed(serving);
    for (int round = 1; round < ROUNDS; round++) {
      own = faster(own, candidate.warmUpCorners());
      others = faster(others, timed(serving));
    }
    return factor(own, others);
  }

  private static List<ShapeTime> timed(Servable serving) {
    try {
      return serving.warmUpCorners();
    } catch (RuntimeException e) {
      return List.of();
    }
  }

  /** Median over the shapes that both have; empty if there are none. */
  static OptionalDouble factor(List<ShapeTime> own, List<ShapeTime> others) {
    Map<String, Duration> byShape = new HashMap<>();
    others.forEach(each -> byShape.put(each.shape(), each.time()));
    List<Double> factors = new ArrayList<>();
    for (ShapeTime each : own) {
      Duration other = byShape.get(each.shape());
      if (other != null) {
        factors.add((double) each.time().toNanos() / Math.max(1, other.toNanos()));
      }
    }
    Collections.sort(factors);
    return factors.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(factors.get(factors.size() / 2));
  }

  private static List<ShapeTime> faster(List<ShapeTime> some, List<ShapeTime> others) {
    Map<String, ShapeTime> best = new HashMap<>();
    others.forEach(each -> best.put(each.shape(), each));
    return some.stream()
        .map(
            each -> {
              ShapeTime other = best.getOrDefault(each.shape(), each);
              return other.time().compareTo(each.time()) < 0 ? other : each;
            })
        .toList();
  }
}
