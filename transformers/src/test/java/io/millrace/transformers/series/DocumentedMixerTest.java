package io.millrace.transformers.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.transformers.Block;
import io.millrace.transformers.GeluFeedForward;
import io.millrace.transformers.GraphHarness;
import io.millrace.transformers.LayerNorm;
import io.millrace.transformers.Mask;
import io.millrace.transformers.NormPlace;
import io.millrace.transformers.RandomWeights;
import io.millrace.transformers.Scope;
import io.millrace.transformers.TokenMixer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/** The example of docs/training.md compiles, runs, and is the one that stands there. */
class DocumentedMixerTest {

  private static final Path THIS =
      Path.of("src/test/java/io/millrace/transformers/series/DocumentedMixerTest.java");

  // documented
  /** Each token becomes the mean of all: no attention, no weights. */
  record MeanMixer() implements TokenMixer {
    @Override
    public Operand<TFloat32> mix(Scope at, Operand<TFloat32> tokens, Mask mask) {
      Ops tf = at.tf();
      return tf.math.add(
          tf.zerosLike(tokens), tf.math.mean(tokens, tf.constant(1), Mean.keepDims(true)));
    }
  }

  // end

  @Test
  void aMixerOfOneRecordForecasts() {
    Block block =
        new Block(
            new MeanMixer(),
            new GeluFeedForward(8, 0, true),
            new LayerNorm(1e-5f),
            NormPlace.BEFORE,
            0);
    InvertedTransformer network =
        new InvertedTransformer(6, 8, 1, block, 0, InstanceNorm.published(), new PointHead(3));
    try (GraphHarness harness = new GraphHarness()) {
      Operand<TFloat32> history = harness.input(Shape.of(1, 6, 2), new float[12]);
      Outlook outlook =
          network.forecast(
              Scope.serving(harness.tf, new RandomWeights(1)), new ForecastInput(history));
      assertThat(harness.run(outlook.mean())).hasSize(6);
    }
  }

  @Test
  void theDocumentationShowsWhatIsCompiledHere() throws IOException {
    String source = Files.readString(THIS);
    String documented =
        source
            .substring(
                source.indexOf("  // documented") + "  // documented\n".length(),
                source.indexOf("\n  // end"))
            .lines()
            .map(line -> line.replaceFirst("^ {2}", ""))
            .reduce("", (text, line) -> text + line + "\n")
            .strip();
    assertThat(List.of(Files.readString(Path.of("..", "docs", "training.md"))))
        .allMatch(page -> page.contains(documented));
  }
}
