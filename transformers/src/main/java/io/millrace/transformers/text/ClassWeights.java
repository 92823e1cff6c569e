package io.millrace.transformers.text;

import java.util.ArrayList;
import java.util.Arrays;
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
  static List<Float> balanced(int[] truth, int labels) {
    List<Float> weights = new ArrayList<>();
    for (int label = 0; label < labels; label++) {
      int own = label;
      long count = Arrays.stream(truth).filter(each -> each == own).count();
      weights.add((float) truth.length / (labels * count));
    }
    return weights;
  }
}
