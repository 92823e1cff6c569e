package io.millrace.transformers.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.serving.Classification;
import io.millrace.transformers.training.TrainingListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FrameTrainingTest {

  private static final List<String> LABELS = List.of("calm", "late", "spiky");
  private static final FrameShape SHAPE = new FrameShape(List.of("x", "y"), 20);
  private static final Augmentation GENTLE = new Augmentation(0.02f, 0.05f, 0.1f, 0.1f);
  private static final FrameRecipe SMALL =
      new FrameRecipe(10, 3, 3, 1, 8, 1, 2, 16, 0.1f, 0.5f, GENTLE, 200, 16, 5e-3f, 0.01f);

  @Test
  void itLearnsToTellThreeKindsOfFrameApartAndSaysSoOnceServed() throws IOException {
    FrameSplit split = new FrameSplit(frames(150, 1), frames(30, 2), List.of(), "");

    FittedWindows fitted = fit(split);

    List<LabelledFrame> unseen = frames(30, 3);
    List<Classification> answers = fitted.answers(unseen);
    long right =
        IntStream.range(0, unseen.size())
            .filter(i -> answers.get(i).label().equals(unseen.get(i).label()))
            .count();
    assertThat(right).isGreaterThanOrEqualTo(28); // of 30, where chance gives 10
  }

  @Test
  void theSameSeedGivesTheSameWeightsAndFewFramesTrainToTheEnd() {
    FrameSplit split = new FrameSplit(frames(30, 1), List.of(), List.of(), "");

    FittedWindows fitted = fit(split);

    assertThat(fitted.trained().epochs()).hasSize(107); // 200 steps of 16 are 107 times 30
    fit(split)
        .trained()
        .weights()
        .forEach(
            (path, values) -> assertThat(fitted.trained().weights().get(path)).isEqualTo(values));
  }

  private static FittedWindows fit(FrameSplit split) {
    return new FrameTraining(SMALL, TrainingListener.NONE, System::nanoTime)
        .fit(SHAPE, LABELS, input(split), split, Map.of(), 4);
  }

  private static FrameInput input(FrameSplit split) {
    return CompressedLog.fit(0.01, split.training().stream().map(LabelledFrame::samples).toList());
  }

  /** Milliseconds. Calm: near 0; late: near 1 all the time; spiky: near 0, with one stall of 30. */
  private static List<LabelledFrame> frames(int count, long seed) {
    Random random = new Random(seed);
    List<LabelledFrame> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double[][] samples = new double[2][20];
      for (double[] channel : samples) {
        for (int time = 0; time < 20; time++) {
          channel[time] = 0.02 * random.nextDouble() + (i % 3 == 1 ? 1 : 0);
        }
        channel[random.nextInt(20)] += i % 3 == 2 ? 30 : 0;
      }
      frames.add(new LabelledFrame("frame " + i, LABELS.get(i % 3), samples));
    }
    return frames;
  }
}
