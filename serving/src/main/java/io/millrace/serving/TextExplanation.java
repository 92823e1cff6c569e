package io.millrace.serving;

import java.util.List;

/**
 * Explains the answer to a text by its tokens: in a hidden stretch each is the tokenizer's mask, or
 * else its unknown or padding token; where there is none of these, the stretch is left out.
 */
record TextExplanation(
    TextNetwork network,
    BatchPlan plan,
    SpannedText text,
    HiddenToken hidden,
    Explainer explainer) {

  Explanation explanation() {
    return explainer.explain(
        text.units().size(),
        1,
        plan.rows(text.ids().length),
        this::probabilities,
        weighed -> text.part(weighed.stretch(), weighed.weight()));
  }

  private double[] probabilities(List<Occlusion.Stretch> stretches) {
    List<int[]> texts = stretches.stream().map(each -> text.without(each, hidden)).toList();
    double[] probabilities = new double[texts.size()];
    for (SubBatch subBatch : plan.cut(texts.stream().mapToInt(ids -> ids.length).toArray())) {
      Outputs outputs =
          network.run(subBatch.shape(), subBatch.rows().stream().map(texts::get).toList());
      for (int row = 0; row < subBatch.rows().size(); row++) {
        probabilities[subBatch.rows().get(row)] =
            outputs.row(Contract.PROBABILITIES, row)[explainer.index()];
      }
    }
    return probabilities;
  }
}
