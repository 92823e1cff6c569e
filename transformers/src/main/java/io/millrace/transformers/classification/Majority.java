package io.millrace.transformers.classification;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The control that always answers the most frequent training label. */
public final class Majority {

  private Majority() {}

  /** The most frequent label; the first by name of several. */
  public static String of(List<String> trainingLabels) {
    Map<String, Integer> counts = new TreeMap<>();
    trainingLabels.forEach(label -> counts.merge(label, 1, Integer::sum));
    return Collections.max(
            counts.entrySet(),
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.<String, Integer>comparingByKey().reversed()))
        .getKey();
  }
}
