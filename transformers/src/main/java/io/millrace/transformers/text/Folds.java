package io.millrace.transformers.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Cuts texts into folds, labels spread evenly, all texts of one template in one fold. */
final class Folds {

  private Folds() {}

  /**
   * Spreads each label a template at a time.
   *
   * @param truth the label of each text
   * @param templates of each text, see {@link LogTemplate}
   * @return the fold of each text, from 0
   */
  static int[] of(int[] truth, List<String> templates, int folds, long seed) {
    Map<Integer, Set<String>> byLabel = new TreeMap<>();
    for (int i = 0; i < truth.length; i++) {
      byLabel.computeIfAbsent(truth[i], label -> new LinkedHashSet<>()).add(templates.get(i));
    }
    Random random = new Random(seed);
    Map<String, Integer> foldOf = new HashMap<>();
    for (Set<String> own : byLabel.values()) {
      List<String> shuffled = new ArrayList<>(own);
      Collections.shuffle(shuffled, random);
      for (int i = 0; i < shuffled.size(); i++) {
        foldOf.putIfAbsent(shuffled.get(i), i % folds);
      }
    }
    return templates.stream().mapToInt(foldOf::get).toArray();
  }

  /** Every text its own fold: where there are so few that each one counts. */
  static int[] leaveOneOut(int texts) {
    return IntStream.range(0, texts).toArray();
  }

  /** The number of texts of the label that has fewest. */
  static int fewest(int[] truth) {
    int[] counts = new int[Arrays.stream(truth).max().orElse(0) + 1];
    Arrays.stream(truth).forEach(label -> counts[label]++);
    return Arrays.stream(counts).min().orElse(0);
  }
}
