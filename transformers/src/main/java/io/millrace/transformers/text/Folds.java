package io.millrace.transformers.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Cuts lines into folds so that all lines of one template are in one fold. */
final class Folds {

  private Folds() {}

  /**
   * Labels are spread evenly, a template at a time.
   *
   * @return the fold of each line, from 0
   */
  static int[] byTemplate(List<LogLine> lines, int folds, long seed) {
    Map<String, List<String>> templatesByLabel = new TreeMap<>();
    for (LogLine line : lines) {
      List<String> templates =
          templatesByLabel.computeIfAbsent(line.label(), label -> new ArrayList<>());
      String template = LogTemplate.of(line.message());
      if (!templates.contains(template)) {
        templates.add(template);
      }
    }
    Random random = new Random(seed);
    Map<String, Integer> foldOf = new HashMap<>();
    for (List<String> templates : templatesByLabel.values()) {
      Collections.shuffle(templates, random);
      for (int i = 0; i < templates.size(); i++) {
        foldOf.putIfAbsent(templates.get(i), i % folds);
      }
    }
    return lines.stream().mapToInt(line -> foldOf.get(LogTemplate.of(line.message()))).toArray();
  }
}
