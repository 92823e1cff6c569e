package io.millrace.benchmarks.text;

import io.millrace.transformers.text.FineTuning;

/** How the classifiers of the rows are trained; chosen on validation texts alone. */
final class Recipes {

  private Recipes() {}

  static FineTuning.Recipe sst2(int seed) {
    return FineTuning.Recipe.standard(seed).withBrainFloat(true);
  }

  static FineTuning.Recipe trec(int seed) {
    return FineTuning.Recipe.standard(seed).withBrainFloat(true);
  }
}
