package io.millrace.inference.batch;

import java.time.Duration;
import java.util.Set;

/**
 * Which answers are explained.
 *
 * @param labels that are; none = nothing is
 * @param budget for all explanations of a batch
 */
public record Explaining(Set<String> labels, Duration budget) {

  public Explaining {
    labels = Set.copyOf(labels);
  }

  public static Explaining nothing() {
    return new Explaining(Set.of(), Duration.ZERO);
  }
}
