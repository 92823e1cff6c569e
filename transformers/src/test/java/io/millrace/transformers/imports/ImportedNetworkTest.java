package io.millrace.transformers.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.serving.Classification;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.TextClassifier;
import io.millrace.transformers.text.ImportedText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole checkpoints, imported and served, against plain loops over PyTorch's tensors. */
class ImportedNetworkTest {

  private static final String TEXT = "disk is full fire";
  private static final int[] IDS = {2, 6, 9, 7, 5, 3};

  @TempDir Path folder;

  @Test
  void aBertClassifierAnswersAsPlainLoopsDo() throws IOException {
    TinyCheckpoint bert = TinyCheckpoint.bert(11, "calm", "alarm", "panic");

    Classification answer = served(bert);

    assertSoftmax(
        answer, new PlainCheckpoint(bert, ImportedNetworkTest::gelu), "calm", "alarm", "panic");
  }

  @Test
  void aDistilBertClassifierAnswersAsPlainLoopsDo() throws IOException {
    TinyCheckpoint distilled = TinyCheckpoint.distilBert(12, "calm", "alarm");

    Classification answer = served(distilled);

    assertSoftmax(
        answer, new PlainCheckpoint(distilled, ImportedNetworkTest::gelu), "calm", "alarm");
  }

  @Test
  void theOtherActivationsAreThoseOfTheCheckpoint() throws IOException {
    Map<String, DoubleUnaryOperator> activations =
        Map.of("gelu_new", ImportedNetworkTest::approximateGelu, "relu", x -> Math.max(0, x));
    for (String name : activations.keySet()) {
      TinyCheckpoint bert = TinyCheckpoint.bert(13, "calm", "alarm");
      bert.config.put("hidden_act", name);

      Classification answer = served(bert);

      assertSoftmax(answer, new PlainCheckpoint(bert, activations.get(name)), "calm", "alarm");
    }
  }

  @Test
  void manyLabelsHoldEachByItself() throws IOException {
    TinyCheckpoint bert = TinyCheckpoint.bert(14, "fire", "disk", "noise");
    bert.config.put("problem_type", "multi_label_classification");

    Classification answer = served(bert);

    double[] logits = new PlainCheckpoint(bert, ImportedNetworkTest::gelu).logits(IDS);
    List<String> labels = List.of("fire", "disk", "noise");
    for (int i = 0; i < logits.length; i++) {
      assertThat(answer.scores().get(labels.get(i)))
          .isCloseTo(1 / (1 + Math.exp(-logits[i])), within(1e-5));
    }
  }

  private Classification served(TinyCheckpoint checkpoint) throws IOException {
    ForeignModel model = HuggingFaceFolder.read(checkpoint.write(folder.resolve("source")));
    Path bundle = folder.resolve("bundle");
    new ImportedText(model).write(bundle, "tiny", "1", Map.of());
    try (TextClassifier classifier = TextClassifier.load(ModelBundle.read(bundle))) {
      return classifier.classify(List.of(TEXT, "fine")).answers().get(0);
    }
  }

  private static void assertSoftmax(
      Classification answer, PlainCheckpoint oracle, String... labels) {
    double[] logits = oracle.logits(IDS);
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit);
    }
    for (int i = 0; i < logits.length; i++) {
      assertThat(answer.scores().get(labels[i])).isCloseTo(Math.exp(logits[i]) / sum, within(1e-5));
    }
  }

  private static double approximateGelu(double x) {
    return 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
  }

  /** By the definition x·Φ(x), Φ integrated by Simpson's rule. */
  private static double gelu(double x) {
    int steps = 2000;
    double width = x / steps;
    double sum = 0;
    for (int i = 0; i <= steps; i++) {
      double at = i * width;
      double weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * Math.exp(-at * at / 2) / Math.sqrt(2 * Math.PI);
    }
    return x * (0.5 + sum * width / 3);
  }
}
