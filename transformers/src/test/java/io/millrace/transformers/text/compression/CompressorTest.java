package io.millrace.transformers.text.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.serving.ModelBundle;
import io.millrace.serving.TextClassifier;
import io.millrace.transformers.text.FineTuned;
import io.millrace.transformers.text.FineTuning;
import io.millrace.transformers.text.LabelledText;
import io.millrace.transformers.text.LayerRates;
import io.millrace.transformers.text.MiniLm;
import io.millrace.transformers.text.PretrainedEncoder;
import io.millrace.transformers.text.TextEncoder;
import io.millrace.transformers.training.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way to compress, on a small classifier of texts with a telling word among others. */
class CompressorTest {

  private static final String[] OTHERS = {
    "the", "train", "from", "town", "was", "seen", "by", "people", "on", "monday", "again"
  };
  private static final List<LabelledText> TRAINING = texts(240, 1);
  private static final List<LabelledText> VALIDATION = texts(80, 2);
  private static final FineTuning.Recipe RECIPE =
      new FineTuning.Recipe(
          6e-3f, new LayerRates(1, 1, 1), 6, 0.1f, 16, 1_024, 0, false, false, 6, 1);

  private static FineTuned whole;

  @TempDir Path folder;

  @BeforeAll
  static void train() throws IOException {
    TextEncoder encoder =
        TextEncoder.bert(new TextEncoder.Size(30_522, 64, 16, 3, 2, 32), 2, 1e-12f, 0);
    PretrainedEncoder fresh =
        new PretrainedEncoder(encoder, Map.of(), MiniLm.tokenizer(), 64, Map.of());
    whole = new FineTuning(fresh, RECIPE, TrainingListener.NONE).train(TRAINING, VALIDATION, null);
    assertThat(whole.accuracy(VALIDATION)).isGreaterThan(0.95);
  }

  @ParameterizedTest
  @ValueSource(strings = {"layers:2", "rank:6", "tokens:6", "bfloat16", "int8", "layers:2+int8"})
  void whatIsCompressedStillAnswersAndIsABundleLikeAnyOther(String way) throws IOException {
    FineTuned small =
        Compressor.parse(way)
            .compressed(
                whole, new CompressionData(TRAINING, VALIDATION, RECIPE, TrainingListener.NONE));

    small.write(folder, "small", "1", Map.of(), Map.of());

    assertThat(small.classifier()).isEqualTo(Compressor.parse(way).changed(whole.classifier()));
    assertThat(small.classifier()).isNotEqualTo(whole.classifier());
    assertThat(small.accuracy(VALIDATION)).isGreaterThan(0.9);
    try (TextClassifier served = TextClassifier.load(ModelBundle.read(folder))) {
      List<String> two = List.of("the train was late on monday", "people by the town were glad");
      assertThat(served.classify(two).answers()).extracting(answer -> answer.label()).hasSize(2);
    }
  }

  @Test
  void aWayIsWrittenAsItIsRead() {
    for (String way : List.of("layers:3", "rank:96", "tokens:8", "bfloat16", "layers:3+int8")) {
      assertThat(Compressor.parse(way)).hasToString(way);
    }
  }

  @Test
  void anUnknownWayIsRefusedByName() {
    assertThatThrownBy(() -> Compressor.parse("layers:3+int4"))
        .hasMessage(
            "expected layers:N, rank:N, tokens:N, bfloat16 or int8, joined by +, found 'int4'");
    assertThatThrownBy(() -> Compressor.parse("rank:3+int8"))
        .hasMessageContaining("at most one of rank, bfloat16 and int8", "rank:3+int8");
    assertThatThrownBy(() -> Compressor.parse("rank"))
        .hasMessage("expected rank:N with N at least 1, found 'rank'");
  }

  private static List<LabelledText> texts(int count, long seed) {
    Random random = new Random(seed);
    List<LabelledText> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> words = new ArrayList<>();
      for (int w = 0; w < 5 + random.nextInt(6); w++) {
        words.add(OTHERS[random.nextInt(OTHERS.length)]);
      }
      boolean late = i % 2 == 0;
      words.set(random.nextInt(words.size()), late ? "late" : "glad");
      texts.add(new LabelledText(String.join(" ", words), late ? "complaint" : "praise"));
    }
    return texts;
  }
}
