package io.millrace.inference.batch;

import java.util.LinkedHashMap;
import java.util.Map;

/** Probabilities as they are published: beyond six decimals a float says nothing. */
final class Scores {

  private static final double SIX_DECIMALS = 1e6;

  private Scores() {}

  static Map<String, Double> rounded(Map<String, Double> scores) {
    Map<String, Double> rounded = new LinkedHashMap<>();
    scores.forEach(
        (label, score) -> rounded.put(label, Math.rint(score * SIX_DECIMALS) / SIX_DECIMALS));
    return rounded;
  }
}
