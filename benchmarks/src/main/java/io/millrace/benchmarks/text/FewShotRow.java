package io.millrace.benchmarks.text;

import io.millrace.transformers.text.FittedHead;
import io.millrace.transformers.text.HeadFitting;
import io.millrace.transformers.text.LabelledText;
import io.millrace.transformers.text.MiniLm;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import io.millrace.workbench.proof.ProofRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;

/**
 * Test accuracy of a classifier from a few examples of each label, a mean over draws of them.
 *
 * @param each examples of a label
 * @param draws seeds 1 to this
 * @param tested at most so many test texts
 * @param seconds that one may take at most, from reading to the head
 */
public record FewShotRow(
    String name,
    BenchmarkTexts texts,
    int each,
    int draws,
    int tested,
    IntFunction<HeadFitting.Recipe> recipe,
    double least,
    double seconds)
    implements ProofRow {

  /** As proof: MiniLM, 16 questions a class. */
  public static FewShotRow trec() {
    return new FewShotRow(
        "few-shot-trec",
        BenchmarkTexts.TREC,
        16,
        5,
        Integer.MAX_VALUE,
        HeadFitting.Recipe::standard,
        0.72,
        30);
  }

  @Override
  public String requirement() {
    return String.format(
        Locale.ROOT,
        "%d examples a class of %s, mean of %d draws: accuracy on its test texts ≥ %.2f, each in"
            + " under %.0f s",
        each,
        texts,
        draws,
        least,
        seconds);
  }

  @Override
  public String published() {
    return "";
  }

  @Override
  public Measurement measure(Bench bench) {
    List<Draw> drawn = new ArrayList<>();
    for (int seed = 1; seed <= draws; seed++) {
      drawn.add(draw(bench, seed));
      bench.say("  %s draw %d: %s", texts, seed, drawn.get(seed - 1));
    }
    double mean = drawn.stream().mapToDouble(Draw::accuracy).average().orElseThrow();
    double frozen = drawn.stream().mapToDouble(Draw::frozen).average().orElseThrow();
    double longest = drawn.stream().mapToDouble(Draw::seconds).max().orElseThrow();
    return new Measurement(
        String.format(Locale.ROOT, "%.4f, the longest in %.1f s", mean, longest),
        mean >= least && longest < seconds,
        drawn.stream().map(Draw::accuracy).toList(),
        String.format(
            Locale.ROOT,
            "Frozen encoder alone: %.4f. Cross-validation on the examples took the taught encoder in"
                + " %d of %d draws. Drawn from the training texts; the recipe was chosen on"
                + " training texts outside the draws. %s.",
            frozen,
            drawn.stream().filter(Draw::taught).count(),
            draws,
            recipe.apply(1)));
  }

  /**
   * One draw.
   *
   * @param frozen accuracy with the encoder as it is
   */
  private record Draw(double accuracy, double frozen, boolean taught, double seconds) {

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "test accuracy %.4f, frozen %.4f, %s, %.1f s",
          accuracy,
          frozen,
          taught ? "taught" : "not taught",
          seconds);
    }
  }

  private Draw draw(Bench bench, int seed) {
    long start = System.nanoTime();
    BenchmarkTexts.Split split = texts.split(bench);
    List<LabelledText> examples = few(split.training(), seed);
    FittedHead fitted = fitted(recipe.apply(seed), examples);
    double took = (System.nanoTime() - start) / 1e9;
    FittedHead frozen = fitted(HeadFitting.Recipe.frozen(seed), examples);
    List<LabelledText> test = split.test().subList(0, Math.min(tested, split.test().size()));
    return new Draw(
        fitted.tuned().accuracy(test), frozen.tuned().accuracy(test), fitted.taught(), took);
  }

  private static FittedHead fitted(HeadFitting.Recipe recipe, List<LabelledText> examples) {
    try {
      return new HeadFitting(MiniLm.pretrained(), recipe, said -> {}).fit(examples);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<LabelledText> few(List<LabelledText> training, int seed) {
    List<LabelledText> shuffled = new ArrayList<>(training);
    Collections.shuffle(shuffled, new Random(seed));
    Map<String, Integer> count = new HashMap<>();
    return shuffled.stream()
        .filter(text -> count.merge(text.label(), 1, Integer::sum) <= each)
        .toList();
  }
}
