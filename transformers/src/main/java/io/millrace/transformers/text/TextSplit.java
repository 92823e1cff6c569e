package io.millrace.transformers.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sets texts aside, a share of every label. Texts of one template, and so equal ones, stay
 * together: one is not to be learnt from while the other is asked.
 *
 * @param kept to learn from; has every label
 * @param aside a label with few texts may have none here
 */
public record TextSplit(List<LabelledText> kept, List<LabelledText> aside) {

  public TextSplit {
    kept = List.copyOf(kept);
    aside = List.copyOf(aside);
  }

  /** The same of two texts on both sides of a split. */
  public record Twins(LabelledText learnt, LabelledText asked) {}

  /**
   * @param oneOf every so many templates of a label one is set aside
   */
  public static TextSplit of(List<LabelledText> texts, int oneOf, long seed) {
    int[] folds = Folds.of(rarest(texts), templates(texts), oneOf, seed);
    List<LabelledText> kept = new ArrayList<>();
    List<LabelledText> aside = new ArrayList<>();
    for (int i = 0; i < folds.length; i++) {
      (folds[i] == oneOf - 1 ? aside : kept).add(texts.get(i)); // a label's last fold fills last
    }
    return new TextSplit(kept, aside);
  }

  /** The texts that say the same as one to learn from, with the first such. */
  public static List<Twins> twins(List<LabelledText> learnt, List<LabelledText> asked) {
    Map<String, LabelledText> seen = new HashMap<>();
    learnt.forEach(text -> seen.putIfAbsent(LogTemplate.of(text.text()), text));
    List<Twins> twins = new ArrayList<>();
    for (LabelledText text : asked) {
      Optional.ofNullable(seen.get(LogTemplate.of(text.text())))
          .ifPresent(twin -> twins.add(new Twins(twin, text)));
    }
    return twins;
  }

  /** Each text once, the first of equal ones. */
  public static List<LabelledText> distinct(List<LabelledText> texts) {
    Map<String, LabelledText> first = new LinkedHashMap<>();
    texts.forEach(text -> first.putIfAbsent(text.text(), text));
    return List.copyOf(first.values());
  }

  /** Of each text the place of its label, of several that which fewest texts have; -1 = none. */
  private static int[] rarest(List<LabelledText> texts) {
    Map<String, Integer> counts = new HashMap<>();
    texts.forEach(text -> text.labels().forEach(label -> counts.merge(label, 1, Integer::sum)));
    List<String> labels = LabelledText.labels(texts);
    return texts.stream()
        .mapToInt(
            text ->
                text.labels().stream()
                    .min(Comparator.comparing((String label) -> counts.getOrDefault(label, 0)))
                    .map(labels::indexOf)
                    .orElse(-1))
        .toArray();
  }

  private static List<String> templates(List<LabelledText> texts) {
    return texts.stream().map(text -> LogTemplate.of(text.text())).toList();
  }
}
