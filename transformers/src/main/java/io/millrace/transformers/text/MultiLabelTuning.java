package io.millrace.transformers.text;

import io.millrace.transformers.training.Checkpointing;
import io.millrace.transformers.training.Trained;
import io.millrace.transformers.training.Trainer;
import io.millrace.transformers.training.TrainingListener;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Trains a pretrained encoder and label-wise attention together on texts that hold any number of
 * labels. The best epoch by validation cross-entropy is kept; temperature and thresholds come from
 * its answers to the validation texts.
 *
 * @see <a href="https://arxiv.org/abs/2104.10652">TransICD</a>
 */
public final class MultiLabelTuning {

  /**
   * How.
   *
   * @param training its class weights don't count here: margins make up for rarity
   * @param margin C of the margins of rare labels, in logits; 0 = none
   * @param inner size of the space in which a label's query meets a token
   * @param leftOut share of its word pieces that the second copy of each training text leaves out;
   *     0 = there is no second copy
   */
  public record Recipe(FineTuning.Recipe training, double margin, int inner, double leftOut) {

    public static Recipe standard(FineTuning.Recipe training) {
      return new Recipe(training, 2, 64, 0.3);
    }
  }

  private final PretrainedEncoder pretrained;
  private final Recipe recipe;
  private final TrainingListener listener;

  public MultiLabelTuning(PretrainedEncoder pretrained, Recipe recipe, TrainingListener listener) {
    this.pretrained = pretrained;
    this.recipe = recipe;
    this.listener = listener;
  }

  /**
   * @param labels each of them held by at least one training text
   * @param validation decides between epochs
   * @param checkpointing null = nothing is saved
   */
  public MultiLabelTuned train(
      List<String> labels,
      List<LabelledText> training,
      List<LabelledText> validation,
      @Nullable Checkpointing checkpointing) {
    EncoderClassifier classifier = classifier(labels.size());
    Truth.Many truth = Truth.many(training, labels);
    MultiLabelObjective objective =
        new MultiLabelObjective(
            recipe.training().whileTraining(classifier),
            labels.size(),
            new MultiLabelLoss.Margins(recipe.margin(), truth.positives()),
            recipe.training().rates(),
            pretrained.weights());
    Truth.Many asked = Truth.many(validation, labels);
    TextExamples asking = examples(validation, asked);
    Trained trained =
        new Trainer(recipe.training().plan(), listener, System::nanoTime)
            .train(objective, thinned(examples(training, truth)), asking, checkpointing);
    double[][] logits = FineTuned.logits(classifier, trained.weights(), asking.ids());
    return new MultiLabelTuned(
        pretrained,
        classifier,
        labels,
        trained.weights(),
        MultiLabelConfidence.of(labels, logits, asked.holds()));
  }

  private EncoderClassifier classifier(int labels) {
    return new EncoderClassifier(
        pretrained.encoder().withDropout(recipe.training().dropout()).withUnpadded(true),
        new LabelWiseAttention(labels, recipe.inner()),
        true);
  }

  private TextExamples examples(List<LabelledText> texts, Truth truth) {
    return TextExamples.of(pretrained, texts, truth, recipe.training().tokenBudget());
  }

  private TextExamples thinned(TextExamples texts) {
    return recipe.leftOut() == 0
        ? texts
        : new TextThinning(recipe.leftOut(), recipe.training().seed()).of(texts);
  }
}
