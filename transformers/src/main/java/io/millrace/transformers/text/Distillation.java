package io.millrace.transformers.text;

import io.millrace.transformers.training.Trained;
import io.millrace.transformers.training.Trainer;
import io.millrace.transformers.training.TrainingListener;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Trains a classifier of fewer layers to answer as a trained one does, and to attend as it does in
 * its last layer. The student starts from some of the teacher's layers; it also learns from texts
 * that are made of the labelled ones, which only the teacher labels.
 *
 * @see <a href="https://arxiv.org/abs/2002.10957">MiniLM</a>
 * @see <a href="https://arxiv.org/abs/1903.12136">Distilling Task-Specific Knowledge from BERT</a>
 */
public final class Distillation {

  /**
   * How.
   *
   * @param layers of the student
   * @param temperature that softens the teacher's answers
   * @param relations what attention and value relations count beside the answers
   * @param copies made of each text, with words hidden or left out
   * @param schedule rates, epochs and batches; rows beyond the first share its budget
   */
  public record Recipe(
      int layers, float temperature, float relations, int copies, FineTuning.Recipe schedule) {}

  private final FineTuned teacher;
  private final Recipe recipe;
  private final TrainingListener listener;

  public Distillation(FineTuned teacher, Recipe recipe, TrainingListener listener) {
    if (recipe.layers() < 1 || recipe.layers() > teacher.classifier().encoder().layers()) {
      throw new IllegalArgumentException(
          "a student of a teacher with %d layers can't have %d"
              .formatted(teacher.classifier().encoder().layers(), recipe.layers()));
    }
    this.teacher = teacher;
    this.recipe = recipe;
    this.listener = listener;
  }

  /**
   * @param training texts, as the teacher was trained on
   * @param validation decide between epochs, and give temperature and threshold
   */
  public FineTuned train(List<LabelledText> training, List<LabelledText> validation) {
    DistillationObjective objective =
        new DistillationObjective(teacher, student(), start(), recipe);
    TextExamples examples = examples(training);
    Trained trained =
        new Trainer(recipe.schedule().plan(), listener, System::nanoTime)
            .train(
                objective,
                new TextAugmentation(recipe.copies(), recipe.schedule().seed())
                    .of(examples, mask()),
                examples(validation),
                null);
    return teacher.with(student(), trained.weights(), validation);
  }

  private EncoderClassifier student() {
    return student(teacher.classifier(), recipe.layers());
  }

  /** The network that a classifier of fewer layers is. */
  public static EncoderClassifier student(EncoderClassifier teacher, int layers) {
    TextEncoder encoder = teacher.encoder();
    return teacher.withEncoder(encoder.withBlocks(encoder.block(), layers));
  }

  /** Of the teacher's layers every n-th, the last among them. */
  private Map<String, float[]> start() {
    int deep = teacher.classifier().encoder().layers();
    Map<String, float[]> start = new HashMap<>();
    teacher
        .weights()
        .forEach(
            (path, values) -> {
              if (!path.startsWith("block")) {
                start.put(path, values);
              }
            });
    for (int layer = 0; layer < recipe.layers(); layer++) {
      String from = "block" + ((layer + 1) * deep / recipe.layers() - 1) + "/";
      String to = "block" + layer + "/";
      teacher
          .weights()
          .forEach(
              (path, values) -> {
                if (path.startsWith(from)) {
                  start.put(to + path.substring(from.length()), values);
                }
              });
    }
    return start;
  }

  private TextExamples examples(List<LabelledText> texts) {
    return TextExamples.of(
        teacher.pretrained(),
        texts,
        Truth.one(texts, teacher.labels()),
        recipe.schedule().tokenBudget());
  }

  /** What hides a word piece. */
  private int mask() {
    try (TextPieces pieces = teacher.pretrained().pieces()) {
      return pieces.id("[MASK]");
    }
  }
}
