package io.millrace.serving;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Explains the answer to a text by its tokens. A network that says how much each token counted for
 * the label is taken at its word. Else stretches are hidden: in a hidden one each token is the
 * tokenizer's mask, or else its unknown or padding token; where there is none of these, the stretch
 * is left out.
 */
record TextExplanation(
    TextNetwork network,
    BatchPlan plan,
    SpannedText text,
    HiddenToken hidden,
    Explainer explainer) {

  Explanation explanation() {
    return network.givesTokenWeights() ? explainer.told(this::weighed) : byOcclusion();
  }

  private Explanation byOcclusion() {
    return explainer.explain(
        text.units().size(),
        1,
        plan.rows(text.ids().length),
        this::probabilities,
        weighed -> text.part(weighed.stretch(), weighed.weight()));
  }

  /** In one run. */
  private List<Explanation.Part> weighed() {
    BatchShape shape = plan.cut(new int[] {text.ids().length}).get(0).shape();
    float[] weights = network.tokenWeights(shape, text.ids(), explainer.index());
    return IntStream.range(0, text.units().size())
        .mapToObj(
            unit ->
                text.part(
                    new Occlusion.Stretch(unit, unit + 1),
                    weights[text.units().get(unit).position()]))
        .toList();
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
