package io.millrace.transformers.text;

import io.millrace.transformers.BrainFloat;
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
   * @param brainFloat whether products are of bfloat16 while it trains; what comes out is float32
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
      boolean brainFloat,
      int patience,
      int seed) {

    /** What suits MiniLM on some thousand texts. */
    public static Recipe standard(int seed) {
      return new Recipe(
          1e-3f, new LayerRates(0.1f, 0.1f, 1), 4, 0.1f, 32, 2_048, 0.1f, false, false, 4, seed);
    }

    public Recipe withEpochs(int wanted) {
      return with(rate, wanted, brainFloat);
    }

    /** One epoch at a third of the rate, in which a changed classifier gets used to the change. */
    public Recipe repairing() {
      return with(rate / 3, 1, brainFloat);
    }

    /** The same, with products of bfloat16 while it trains, or not. */
    public Recipe withBrainFloat(boolean wanted) {
      return with(rate, epochs, wanted);
    }

    private Recipe with(float newRate, int newEpochs, boolean newBrainFloat) {
      return new Recipe(
          newRate,
          rates,
          newEpochs,
          warmUp,
          rows,
          tokenBudget,
          dropout,
          classWeights,
          newBrainFloat,
          patience,
          seed);
    }

    /** Where every map is dense; what is not has its own way of multiplying. */
    EncoderClassifier whileTraining(EncoderClassifier classifier) {
      return brainFloat && classifier.encoder().dense()
          ? classifier.withEncoder(classifier.encoder().withProjection(new BrainFloat()))
          : classifier;
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
    List<String> labels = LabelledText.labels(training);
    return tuned(
        classifier(labels.size()),
        pretrained.weights(),
        labels,
        training,
        validation,
        checkpointing);
  }

  /** What {@link #train} gave, from the weights that it gave. */
  public FineTuned again(
      Map<String, float[]> weights, List<LabelledText> training, List<LabelledText> validation) {
    List<String> labels = LabelledText.labels(training);
    return FineTuned.of(pretrained, classifier(labels.size()), labels, weights, validation);
  }

  /**
   * Trains a changed classifier on, so that it makes good for the change.
   *
   * @param changed has the labels of the one that it was made of
   */
  public FineTuned further(
      FineTuned changed, List<LabelledText> training, List<LabelledText> validation) {
    return tuned(
        changed.classifier(), changed.weights(), changed.labels(), training, validation, null);
  }

  private FineTuned tuned(
      EncoderClassifier classifier,
      Map<String, float[]> start,
      List<String> labels,
      List<LabelledText> training,
      List<LabelledText> validation,
      @Nullable Checkpointing checkpointing) {
    TextExamples examples = examples(training, labels);
    TextObjective objective =
        new TextObjective(
            recipe.whileTraining(classifier),
            recipe.classWeights()
                ? ClassWeights.balanced(training, labels)
                : ClassWeights.equal(labels.size()),
            recipe.rates(),
            start);
    Trained trained =
        new Trainer(recipe.plan(), listener, System::nanoTime)
            .train(objective, examples, examples(validation, labels), checkpointing);
    return FineTuned.of(pretrained, classifier, labels, trained.weights(), validation);
  }

  private EncoderClassifier classifier(int labels) {
    return new EncoderClassifier(
        pretrained.encoder().withDropout(recipe.dropout()).withUnpadded(true),
        new PooledHead(Pooling.mean(), PooledHead.Before.NOTHING, labels, recipe.dropout()),
        false);
  }

  private TextExamples examples(List<LabelledText> texts, List<String> labels) {
    return TextExamples.of(pretrained, texts, Truth.one(texts, labels), recipe.tokenBudget());
  }
}
