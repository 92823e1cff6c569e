package io.millrace.transformers.text;

import io.millrace.transformers.training.Adam;
import io.millrace.transformers.training.AdamW;
import io.millrace.transformers.training.Checkpointing;
import io.millrace.transformers.training.Schedule;
import io.millrace.transformers.training.Trained;
import io.millrace.transformers.training.Trainer;
import io.millrace.transformers.training.TrainingListener;
import io.millrace.transformers.training.TrainingPlan;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Trains a pretrained encoder and a fresh head together on labelled texts. The best epoch by
 * validation accuracy is kept; temperature and {@code unknown} threshold come from its answers to
 * the validation texts.
 *
 * @see <a href="https://arxiv.org/abs/1810.04805">BERT</a>, section 4
 */
public final class FineTuning {

  /**
   * How.
   *
   * @param rate of the fastest weights, at its peak
   * @param warmUp share of all steps in which the rate rises
   * @param rows texts of a batch at most
   * @param tokenBudget tokens of a batch at most
   * @param dropout in every block and before the labels
   * @param classWeights whether rare labels count as much as frequent ones
   * @param patience epochs without better validation after which to stop
   */
  public record Recipe(
      float rate,
      LayerRates rates,
      int epochs,
      float warmUp,
      int rows,
      int tokenBudget,
      float dropout,
      boolean classWeights,
      int patience,
      int seed) {

    /** What suits MiniLM on some thousand texts. */
    public static Recipe standard(int seed) {
      return new Recipe(
          1e-3f, new LayerRates(0.1f, 0.1f, 1), 4, 0.1f, 32, 2_048, 0.1f, false, 4, seed);
    }

    TrainingPlan plan() {
      return new TrainingPlan(
          epochs,
          rows,
          new Schedule.Cosine(rate, warmUp),
          new AdamW(Adam.standard(), 0.01f),
          1,
          patience,
          seed);
    }
  }

  private final PretrainedEncoder pretrained;
  private final Recipe recipe;
  private final TrainingListener listener;

  public FineTuning(PretrainedEncoder pretrained, Recipe recipe, TrainingListener listener) {
    this.pretrained = pretrained;
    this.recipe = recipe;
    this.listener = listener;
  }

  /**
   * @param validation as many as decide between epochs; their labels are all among those of {@code
   *     training}
   * @param checkpointing null = nothing is saved
   */
  public FineTuned train(
      List<LabelledText> training,
      List<LabelledText> validation,
      @Nullable Checkpointing checkpointing) {
    List<String> labels = labels(training);
    EncoderClassifier classifier = classifier(labels.size());
    TextExamples examples = examples(training, labels);
    TextExamples held = examples(validation, labels);
    TextObjective objective =
        new TextObjective(
            classifier,
            recipe.classWeights()
                ? ClassWeights.balanced(examples.labels(), labels.size())
                : ClassWeights.equal(labels.size()),
            recipe.rates(),
            pretrained.weights());
    Trained trained =
        new Trainer(recipe.plan(), listener, System::nanoTime)
            .train(objective, examples, held, checkpointing);
    return fineTuned(classifier, labels, trained.weights(), held);
  }

  /** What {@link #train} gave, from the weights that it gave. */
  public FineTuned again(
      Map<String, float[]> weights, List<LabelledText> training, List<LabelledText> validation) {
    List<String> labels = labels(training);
    return fineTuned(classifier(labels.size()), labels, weights, examples(validation, labels));
  }

  private FineTuned fineTuned(
      EncoderClassifier classifier,
      List<String> labels,
      Map<String, float[]> weights,
      TextExamples held) {
    Confidence confidence =
        Confidence.of(FineTuned.logits(classifier, weights, held.ids()), held.labels());
    return new FineTuned(pretrained, classifier, labels, weights, confidence);
  }

  private static List<String> labels(List<LabelledText> training) {
    return training.stream().map(LabelledText::label).distinct().sorted().toList();
  }

  private EncoderClassifier classifier(int labels) {
    return new EncoderClassifier(
        pretrained.encoder().withDropout(recipe.dropout()).withUnpadded(true),
        new PooledHead(Pooling.mean(), PooledHead.Before.NOTHING, labels, recipe.dropout()),
        false);
  }

  private TextExamples examples(List<LabelledText> texts, List<String> labels) {
    try (TextPieces pieces = pretrained.pieces()) {
      return new TextExamples(
          pieces.ids(texts.stream().map(LabelledText::text).toList()),
          texts.stream().mapToInt(text -> labels.indexOf(text.label())).toArray(),
          recipe.tokenBudget());
    }
  }
}
