package io.millrace.benchmarks.text;

import io.millrace.serving.ModelBundle;
import io.millrace.serving.ModelManifest;
import io.millrace.serving.TextClassifier;
import io.millrace.transformers.text.EncoderClassifier;
import io.millrace.transformers.text.LabelWiseAttention;
import io.millrace.transformers.text.MiniLm;
import io.millrace.transformers.text.MultiLabelLoss;
import io.millrace.transformers.text.TextBundle;
import io.millrace.transformers.text.TextEncoder;
import io.millrace.transformers.text.TextPieces;
import io.millrace.transformers.training.Adam;
import io.millrace.transformers.training.Schedule;
import io.millrace.transformers.training.Trained;
import io.millrace.transformers.training.Trainer;
import io.millrace.transformers.training.TrainingListener;
import io.millrace.transformers.training.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;

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

  /** The share of words that the second copy of each training text leaves out. */
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
    TextBundle.write(folder, manifest(), classifier(), trained().weights(), 1, MiniLm.tokenizer());
    try (TextClassifier classifier = TextClassifier.load(ModelBundle.read(folder))) {
      return PhraseScores.of(classifier, texts.phrases(), texts.draw(heldOutTexts, seed + 2_000));
    }
  }

  private EncoderClassifier classifier() {
    return new EncoderClassifier(
        ENCODER, new LabelWiseAttention(texts.phrases().size(), 64, 0.3f), true);
  }

  private Trained trained() throws IOException {
    try (TextPieces tokenizer = MiniLm.pretrained().pieces()) {
      TokenizedTexts training =
          TokenizedTexts.of(texts.phrases(), texts.draw(trainingTexts, seed), tokenizer)
              .withThinnedCopies(LEFT_OUT, seed);
      TokenizedTexts validation =
          TokenizedTexts.of(texts.phrases(), texts.draw(VALIDATION_TEXTS, seed + 1_000), tokenizer);
      MultiLabelLoss loss = new MultiLabelLoss.Margins(MARGIN, training.positives());
      return new Trainer(plan(), TrainingListener.NONE, System::nanoTime)
          .train(new ManyLabels(classifier(), texts.phrases().size(), loss), training, validation);
    }
  }

  private TrainingPlan plan() {
    return new TrainingPlan(
        epochs, 32, new Schedule.Cosine(2e-3f, 0.1f), Adam.standard(), 1, epochs, seed);
  }

  private ModelManifest manifest() {
    return ModelManifest.textClassification(
            "planted-phrases",
            "1",
            texts.phrases().stream().map(Phrase::label).toList(),
            MAXIMUM_TOKENS)
        .withManyLabels();
  }
}
