package io.millrace.transformers.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.transformers.GraphHarness;
import io.millrace.transformers.RandomWeights;
import io.millrace.transformers.Samples;
import io.millrace.transformers.Scope;
import io.millrace.transformers.training.Adam;
import io.millrace.transformers.training.Schedule;
import io.millrace.transformers.training.Trained;
import io.millrace.transformers.training.Trainer;
import io.millrace.transformers.training.TrainingListener;
import io.millrace.transformers.training.TrainingPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

class FramePretrainingTest {

  private static final FrameShape SHAPE = new FrameShape(List.of("x", "y"), 48);
  private static final FrameRecipe SMALL =
      new FrameRecipe(24, 3, 3, 1, 16, 1, 2, 32, 0, 0.5f, Augmentation.none(), 250, 16, 5e-3f, 0);
  private static final WindowClassifier NETWORK =
      SMALL.classifier(SHAPE, 2, new Standardised(List.of(0.0, 0.0), List.of(1.0, 1.0)));

  @Test
  void hiddenSpansAreToldBetterThanByTheirMeanAndByStraightLines() {
    FramePretraining pretraining =
        new FramePretraining(SMALL, TrainingListener.NONE, System::nanoTime);

    FramePretraining.Pretrained pretrained = pretraining.fit(NETWORK, waves(100, 1), 3);

    assertThat(pretrained.error()).isLessThan(0.7 * pretrained.controls().byLine());
    assertThat(pretrained.error()).isLessThan(0.5 * pretrained.controls().byMean());
    assertThat(pretrained.weights())
        .containsKeys("embedding/convolution0/kernel", "block0/mixer/query/kernel", "norm/scale");
  }

  @Test
  void aTrainingStartsFromTheWeightsOfThePreTraining() {
    RandomWeights given = new RandomWeights(5);
    try (GraphHarness harness = new GraphHarness()) {
      float[] frame = new float[48 * 2];
      NETWORK.answer(Scope.serving(harness.tf, given), harness.input(Shape.of(1, 48, 2), frame));
    }
    given.values.remove("head/kernel");
    Map<String, float[]> start = new HashMap<>();
    given.values.forEach((path, values) -> start.put(path, Samples.narrow(values)));
    List<LabelledFrame> frames = new ArrayList<>();
    waves(4, 2).forEach(wave -> frames.add(new LabelledFrame("", "a", wave)));
    FrameExamples examples = new FrameExamples(frames, List.of("a", "b"));
    TrainingPlan still = new TrainingPlan(1, 4, new Schedule.Constant(0), Adam.standard(), 1, 1, 1);

    Trained trained =
        new Trainer(still, TrainingListener.NONE, System::nanoTime)
            .train(new FrameObjective(NETWORK, Augmentation.none(), start), examples, examples);

    start.forEach((path, values) -> assertThat(trained.weights().get(path)).isEqualTo(values));
    assertThat(trained.weights()).containsKey("head/kernel");
  }

  @Test
  void hiddenSamplesAreNotSeenAndVisibleOnesAre() {
    float[] hidden = new float[24];
    Arrays.fill(hidden, 10, 13, 1); // samples 20 to 25
    float[] before = told(hidden, -1);

    assertThat(told(hidden, 20)).isEqualTo(before);
    assertThat(told(hidden, 25)).isEqualTo(before);
    assertThat(told(hidden, 19)).isNotEqualTo(before);
    assertThat(told(hidden, 26)).isNotEqualTo(before);
  }

  @Test
  void spansAreTheSameForTheSameSeedHideTheirShareAndDoNotTouch() {
    HiddenSpans spans = new HiddenSpans(0.25, 4, 2, 7);

    int hidden = 0;
    for (int example = 0; example < 200; example++) {
      boolean[] own = spans.of(example, 50);
      assertThat(own).isEqualTo(spans.of(example, 50));
      int run = 0;
      for (int token = 0; token <= 50; token++) {
        if (token < 50 && own[token]) {
          run++;
          hidden++;
        } else {
          assertThat(run).isIn(0, 4);
          run = 0;
        }
      }
    }
    assertThat(hidden / 200.0 / 50).isBetween(0.15, 0.25);
    assertThat(spans.of(0, 50)).isNotEqualTo(spans.of(1, 50));
    assertThatThrownBy(() -> spans.of(0, 4))
        .hasMessage("a span of 4 tokens hides all of a window of 4");
  }

  @Test
  void theControlsAreTheMeanOfWhatIsVisibleAndTheLineAcross() {
    double[][] frame = new double[2][48];
    for (int time = 0; time < 48; time++) {
      frame[0][time] = time; // a line tells all but the ends
    }
    int inside = 0; // a draw whose only span touches neither end
    while (touchesAnEnd(new HiddenSpans(0.1, 2, 1, inside).of(0, 24))) {
      inside++;
    }

    SpanControls controls =
        SpanControls.of(
            new HiddenFrames(List.<double[][]>of(frame), new HiddenSpans(0.1, 2, 1, inside), 24),
            NETWORK);

    assertThat(controls.byLine()).isCloseTo(0, within(1e-12));
    assertThat(controls.byMean()).isGreaterThan(0.1);
  }

  private static boolean touchesAnEnd(boolean[] hidden) {
    return hidden[0] || hidden[23];
  }

  /** Of a wave, one of whose samples is changed, if any. */
  private static float[] told(float[] hidden, int changed) {
    float[] frame = new float[48 * 2];
    for (int i = 0; i < frame.length; i++) {
      frame[i] = (float) Math.sin(i) + (i / 2 == changed ? 3 : 0);
    }
    try (GraphHarness harness = new GraphHarness()) {
      Operand<TFloat32> in = harness.input(Shape.of(1, 48, 2), frame);
      Operand<TFloat32> which = harness.input(Shape.of(1, 24), hidden);
      Scope scope = Scope.serving(harness.tf, new RandomWeights(3));
      return harness.run(new HiddenSpanObjective(NETWORK).told(scope, in, which));
    }
  }

  /** Two channels of one wave each, of any phase and of a period from 8 to 12 samples. */
  private static List<double[][]> waves(int count, long seed) {
    Random random = new Random(seed);
    List<double[][]> waves = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double[][] wave = new double[2][48];
      for (double[] channel : wave) {
        double phase = 2 * Math.PI * random.nextDouble();
        double period = 8 + 4 * random.nextDouble();
        for (int time = 0; time < 48; time++) {
          channel[time] = Math.sqrt(2) * Math.sin(phase + 2 * Math.PI * time / period);
        }
      }
      waves.add(wave);
    }
    return waves;
  }
}
