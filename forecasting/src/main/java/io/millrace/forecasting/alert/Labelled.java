package io.millrace.forecasting.alert;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a classifier said of one event.
 *
 * @param event its id
 * @param labels that hold
 * @param scores probability by label
 * @param weights of the parts of the event that led there, the heaviest first; empty: not told
 */
public record Labelled(
    String event,
    Instant at,
    List<String> labels,
    Map<String, Double> scores,
    List<Weight> weights) {

  /** A part of an event, such as a word. */
  public record Weight(String part, double weight) {}

  public Labelled {
    labels = List.copyOf(labels);
    scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    weights = List.copyOf(weights);
  }
}
