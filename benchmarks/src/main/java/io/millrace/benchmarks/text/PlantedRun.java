package io.millrace.benchmarks.text;

import io.millrace.serving.ModelBundle;
import io.millrace.serving.TextClassifier;
import io.millrace.transformers.text.FineTuning;
import io.millrace.transformers.text.LabelledText;
import io.millrace.transformers.text.LayerRates;
import io.millrace.transformers.text.MiniLm;
import io.millrace.transformers.text.MultiLabelTuned;
import io.millrace.transformers.text.MultiLabelTuning;
import io.millrace.transformers.text.PretrainedEncoder;
import io.millrace.transformers.text.TextEncoder;
import io.millrace.transformers.training.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A fresh encoder with label-wise attention, trained on planted texts, put into a bundle, and
 * served as any other.
 *
 * @param trainingTexts how many it learns from
 * @param heldOutTexts how many it is judged by
 */
record PlantedRun(PlantedTexts texts, int trainingTexts, int heldOutTexts, int epochs, int seed) {

  private static final int VALIDATION_TEXTS = 400;
  private static final int MAXIMUM_TOKENS = 128;

  /** The share of word pieces that the second copy of each training text leaves out. */
  static final double LEFT_OUT = 0.3;

  /** C of the margins of rare labels, in logits. */
  private static final double MARGIN = 2;

  /** MiniLM's word pieces, and nothing else of it. */
  private static final TextEncoder ENCODER =
      TextEncoder.mosaic(
          new TextEncoder.Size(MiniLm.ENCODER.embedding().vocabulary(), 0, 64, 1, 4, 128),
          1e-12f,
          0);

  PhraseScores scores(Path folder) throws IOException {
    tuned().write(folder, "planted-phrases", "1", Map.of(), Map.of());
    try (TextClassifier classifier = TextClassifier.load(ModelBundle.read(folder))) {
      return PhraseScores.of(classifier, texts.phrases(), texts.draw(heldOutTexts, seed + 2_000));
    }
  }

  private MultiLabelTuned tuned() throws IOException {
    PretrainedEncoder fresh =
        new PretrainedEncoder(ENCODER, Map.of(), MiniLm.tokenizer(), MAXIMUM_TOKENS, Map.of());
    return new MultiLabelTuning(fresh, recipe(), TrainingListener.NONE)
        .train(
            texts.phrases().stream().map(Phrase::label).toList(),
            labelled(texts.draw(trainingTexts, seed)),
            labelled(texts.draw(VALIDATION_TEXTS, seed + 1_000)),
            null);
  }

  private MultiLabelTuning.Recipe recipe() {
    FineTuning.Recipe training =
        new FineTuning.Recipe(
            2e-3f, new LayerRates(1, 1, 1), epochs, 0.1f, 32, 2_048, 0, false, false, epochs, seed);
    return new MultiLabelTuning.Recipe(training, MARGIN, 64, LEFT_OUT);
  }

  private static List<LabelledText> labelled(List<PlantedTexts.Planted> drawn) {
    return drawn.stream()
        .map(
            each ->
                new LabelledText(
                    each.text(), each.phrases().stream().map(Phrase::label).toList(), ""))
        .toList();
  }
}
