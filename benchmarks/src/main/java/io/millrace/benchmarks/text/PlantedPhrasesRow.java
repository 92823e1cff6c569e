package io.millrace.benchmarks.text;

import io.millrace.benchmarks.Folders;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import io.millrace.workbench.proof.ProofRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether a served model's explanations are the phrases that its labels depend on.
 *
 * @param trainingTexts that it learns from
 * @param heldOutTexts that it is judged by
 */
public record PlantedPhrasesRow(
    List<Phrase> phrases, int trainingTexts, int heldOutTexts, int epochs) implements ProofRow {

  private static final double LEAST = 0.95;
  private static final int[] SEEDS = {11, 12, 13};

  public PlantedPhrasesRow {
    phrases = List.copyOf(phrases);
  }

  @Override
  public String name() {
    return "planted-phrases";
  }

  @Override
  public String requirement() {
    return "label-wise attention: the top-weighted tokens hold the phrase in > 95 % of positives";
  }

  @Override
  public String published() {
    return "";
  }

  @Override
  public Measurement measure(Bench bench) {
    Distractors distractors = Distractors.of(bench);
    PlantedTexts texts = new PlantedTexts(phrases, distractors.runs());
    long start = System.nanoTime();
    List<PhraseScores> scores = new ArrayList<>();
    for (int seed : SEEDS) {
      scores.add(scores(new PlantedRun(texts, trainingTexts, heldOutTexts, epochs, seed)));
      bench.say("  seed %d: %s", seed, scores.get(scores.size() - 1));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    List<Double> within = scores.stream().map(each -> each.share(each.within())).toList();
    PhraseScores all = scores.stream().reduce(PhraseScores::plus).orElseThrow();
    double mean = within.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    return new Measurement(percent(mean), mean > LEAST, within, note(distractors, all, seconds));
  }

  private static PhraseScores scores(PlantedRun run) {
    try {
      Path folder = Files.createTempDirectory("planted-phrases");
      try {
        return run.scores(folder);
      } finally {
        Folders.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String note(Distractors distractors, PhraseScores all, double seconds) {
    return String.format(
        Locale.ROOT,
        "Mean of three seeds. Of %d labels that hold of held-out texts, found or not: all k tokens"
            + " of the phrase are among the k + 2 that weigh most in the explanation of the served"
            + " bundle. They are exactly the k that weigh most in %s; the heaviest is one of them"
            + " in %s. F1 of all labels %.3f. %d labels, the rarest in %.0f %% of the texts;"
            + " single words of phrases are planted without the label. Words around them: %s. A"
            + " fresh MosaicBERT of 1 × 64; %d texts, each once more with %.0f %% of its word pieces"
            + " left out, without which label-wise attention rests on one word of a phrase; %d epochs,"
            + " %.0f s for three trainings and their checks.",
        all.positives(),
        percent(all.share(all.exact())),
        percent(all.share(all.one())),
        all.f1(),
        phrases.size(),
        100 * phrases.stream().mapToDouble(Phrase::share).min().orElse(0),
        distractors.origin(),
        trainingTexts,
        100 * PlantedRun.LEFT_OUT,
        epochs,
        seconds);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
