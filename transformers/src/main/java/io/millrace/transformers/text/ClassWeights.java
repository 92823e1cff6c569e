package io.millrace.transformers.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What an example counts by its label. */
final class ClassWeights {

  private ClassWeights() {}

  /** Every example as much. */
  static List<Float> equal(int labels) {
    return Collections.nCopies(labels, 1f);
  }

  /** Every label as much, whether it has many examples or few; 1 on average over the examples. */
  static List<Float> balanced(List<LabelledText> texts, List<String> labels) {
    List<Float> weights = new ArrayList<>();
    for (String label : labels) {
      long count = texts.stream().filter(text -> text.label().equals(label)).count();
      weights.add((float) texts.size() / (labels.size() * count));
    }
    return weights;
  }
}
