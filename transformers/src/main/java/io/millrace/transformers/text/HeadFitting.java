package io.millrace.transformers.text;

import io.millrace.transformers.training.TrainingListener;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Fits a linear head on the vectors of a pretrained encoder, with a handful of texts a label or
 * with thousands. Penalty, temperature and {@code unknown} threshold come from cross-validation.
 * The encoder stays as it is, or is first taught which of the texts are alike; by default the same
 * cross-validation decides which.
 *
 * @see <a href="https://arxiv.org/abs/2209.11055">SetFit</a>
 */
public final class HeadFitting {

  private static final int FOLDS = 5;

  /** An encoder is taught once more for each of these. */
  private static final int TAUGHT_FOLDS = 2;

  /** Up to so many texts each one can be its own fold. */
  private static final int FEW = 40;

  /** When the encoder is taught which texts are alike. */
  public enum Teaching {
    /** If answers to texts that were left out are better for it. */
    IF_BETTER,
    ALWAYS,
    NEVER;

    /** As people write it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * How.
   *
   * @param seed of folds, pairs and dropout
   */
  public record Recipe(Teaching teaching, Contrast contrast, int seed) {

    public static Recipe standard(int seed) {
      return new Recipe(Teaching.IF_BETTER, Contrast.standard(), seed);
    }

    /** The encoder stays as it is. */
    public static Recipe frozen(int seed) {
      return new Recipe(Teaching.NEVER, Contrast.standard(), seed);
    }
  }

  private final PretrainedEncoder pretrained;
  private final Recipe recipe;
  private final Consumer<String> progress;

  /**
   * @param progress hears what is being done, a line at a time
   */
  public HeadFitting(PretrainedEncoder pretrained, Recipe recipe, Consumer<String> progress) {
    this.pretrained = pretrained;
    this.recipe = recipe;
    this.progress = progress;
  }

  /**
   * @param texts of at least two labels
   */
  public FittedHead fit(List<LabelledText> texts) {
    List<String> labels = texts.stream().map(LabelledText::label).distinct().sorted().toList();
    if (labels.size() < 2) {
      throw new IllegalArgumentException("expected texts of 2 labels or more, found " + labels);
    }
    return new Run(texts, labels).fitted();
  }

  /** One fitting. */
  private final class Run {

    private final List<String> labels;
    private final int[] truth;
    private final List<String> templates;
    private final ContrastedEncoder encoder;

    Run(List<LabelledText> texts, List<String> labels) {
      this.labels = labels;
      truth = texts.stream().mapToInt(text -> labels.indexOf(text.label())).toArray();
      templates = texts.stream().map(text -> LogTemplate.of(text.text())).toList();
      encoder =
          ContrastedEncoder.of(
              pretrained,
              recipe.contrast(),
              recipe.seed(),
              TrainingListener.NONE,
              ids(texts),
              truth);
    }

    FittedHead fitted() {
      progress.accept("encoding " + truth.length + " texts");
      double[][] vectors = encoder.vectors(encoder.untaught());
      if (recipe.teaching() == Teaching.NEVER) {
        return frozen(vectors, List.of());
      }
      HeadSearch search = search(folds(TAUGHT_FOLDS));
      HeadSearch.Choice plain = search.choose(vectors);
      HeadSearch.Choice taught = search.choose(this::vectorsWithout);
      List<Tried> tried = List.of(tried(false, plain), tried(true, taught));
      boolean better = taught.confidence().loss() < plain.confidence().loss();
      return better || recipe.teaching() == Teaching.ALWAYS
          ? taught(taught, tried)
          : frozen(vectors, tried);
    }

    private FittedHead frozen(double[][] vectors, List<Tried> tried) {
      progress.accept("fitting a head on the encoder as it is");
      HeadSearch search = search(fineFolds());
      HeadSearch.Choice choice = search.choose(vectors);
      return head(encoder.untaught(), search.fitAll(vectors, choice.penalty()), choice, tried);
    }

    private FittedHead taught(HeadSearch.Choice choice, List<Tried> tried) {
      progress.accept("teaching the encoder which texts are alike");
      Map<String, float[]> weights = encoder.taught(IntStream.range(0, truth.length).toArray());
      SoftmaxRegression fitted =
          search(fineFolds()).fitAll(encoder.vectors(weights), choice.penalty());
      return head(weights, fitted, choice, tried);
    }

    /** From an encoder that was taught without the texts of a fold. */
    private double[][] vectorsWithout(int fold) {
      int[] folds = folds(TAUGHT_FOLDS);
      progress.accept(
          "teaching the encoder which texts are alike, without part %d of %d"
              .formatted(fold + 1, Arrays.stream(folds).max().orElseThrow() + 1));
      return encoder.vectors(
          encoder.taught(
              IntStream.range(0, folds.length).filter(text -> folds[text] != fold).toArray()));
    }

    private FittedHead head(
        Map<String, float[]> encoderWeights,
        SoftmaxRegression fitted,
        HeadSearch.Choice choice,
        List<Tried> tried) {
      ClassifierHead head = ClassifierHead.of(labels, fitted, 1);
      Map<String, float[]> weights = UsedPieces.whole(encoderWeights, pretrained);
      weights.putAll(head.weights());
      EncoderClassifier classifier =
          new EncoderClassifier(pretrained.encoder().withUnpadded(true), head.network(), false);
      FineTuned tuned = new FineTuned(pretrained, classifier, labels, weights, choice.confidence());
      return new FittedHead(
          tuned,
          ClassifierHead.of(labels, fitted, choice.confidence().temperature()),
          choice.penalty(),
          choice.logits(),
          truth,
          encoderWeights != encoder.untaught(),
          tried);
    }

    private Tried tried(boolean taught, HeadSearch.Choice choice) {
      int right = 0;
      for (int i = 0; i < truth.length; i++) {
        right += Confidence.top(choice.logits()[i]) == truth[i] ? 1 : 0;
      }
      return new Tried(taught, (double) right / truth.length, choice.confidence().loss());
    }

    private HeadSearch search(int[] folds) {
      return new HeadSearch(truth, labels.size(), folds);
    }

    private int[] fineFolds() {
      return Folds.fewest(truth) < FOLDS && truth.length <= FEW
          ? Folds.leaveOneOut(truth.length)
          : folds(FOLDS);
    }

    /** No more than the rarest label has texts, so that no head goes without a label. */
    private int[] folds(int most) {
      int folds = Math.max(2, Math.min(most, Folds.fewest(truth)));
      return Folds.of(truth, templates, folds, recipe.seed());
    }

    private int[][] ids(List<LabelledText> texts) {
      try (TextPieces pieces = pretrained.pieces()) {
        return pieces.ids(texts.stream().map(LabelledText::text).toList());
      }
    }
  }

  /**
   * What cross-validation said of one way to make vectors.
   *
   * @param taught whether the encoder was taught first
   * @param accuracy of answers to texts that were left out
   * @param loss cross-entropy of those answers
   */
  public record Tried(boolean taught, double accuracy, double loss) {}
}
