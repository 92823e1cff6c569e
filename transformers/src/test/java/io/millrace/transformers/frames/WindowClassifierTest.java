package io.millrace.transformers.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.serving.ModelManifest;
import io.millrace.transformers.training.Adam;
import io.millrace.transformers.training.BatchInput;
import io.millrace.transformers.training.SavedModelWriter;
import io.millrace.transformers.training.Schedule;
import io.millrace.transformers.training.Trained;
import io.millrace.transformers.training.Trainer;
import io.millrace.transformers.training.TrainingListener;
import io.millrace.transformers.training.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.op.nn.Softmax;

class WindowClassifierTest {

  private static final List<String> LABELS = List.of("calm", "late", "spiky");
  private static final WindowClassifier SMALL =
      new WindowClassifier(20, 2, 5, 8, 1, 2, 16, 3, 0.1f);

  @TempDir Path folder;

  @Test
  void itLearnsToTellThreeKindsOfFrameApartAndSaysTheSameOnceServed() throws IOException {
    Trainer trainer = new Trainer(plan(), TrainingListener.NONE, System::nanoTime);

    Trained trained =
        trainer.train(
            new FrameObjective(SMALL),
            new FrameExamples(frames(150, 1), LABELS),
            new FrameExamples(frames(30, 2), LABELS));

    List<LabelledFrame> unseen = frames(30, 3);
    List<String> answers = served(trained, unseen);
    long right =
        IntStream.range(0, unseen.size())
            .filter(i -> answers.get(i).equals(unseen.get(i).label()))
            .count();
    assertThat(right).isGreaterThanOrEqualTo(28); // of 30, where chance gives 10
  }

  @Test
  void positionsAreThoseOfThePaper() {
    float[] values = new SinusoidalPositions(3, 4).values();

    assertThat(values[0]).isZero();
    assertThat(values[1]).isEqualTo(1);
    assertThat((double) values[2 * 4]).isCloseTo(Math.sin(2), within(1e-6));
    assertThat((double) values[2 * 4 + 3]).isCloseTo(Math.cos(2 / 100.0), within(1e-6));
  }

  @Test
  void aFrameThatCannotBeCutIntoPatchesIsRefused() {
    assertThatThrownBy(() -> new WindowClassifier(20, 2, 3, 8, 1, 2, 16, 3, 0))
        .hasMessage("a frame of 20 samples can't be cut into patches of 3");
  }

  private List<String> served(Trained trained, List<LabelledFrame> frames) throws IOException {
    BatchInput input = new FrameObjective(SMALL).frames();
    SavedModelWriter.write(
        folder.resolve("saved_model"),
        List.of(input),
        trained.weights(),
        (at, inputs) ->
            Map.of(
                "probabilities",
                Softmax.create(at.tf().scope(), SMALL.logits(at, inputs.floats(input.name())))));
    ModelManifest manifest =
        ModelManifest.frameClassification("kinds", "1", LABELS, List.of("x", "y"), 20);
    return ServedFrames.answers(folder, manifest, frames);
  }

  private static TrainingPlan plan() {
    return new TrainingPlan(30, 16, new Schedule.Constant(5e-3f), Adam.standard(), 1, 30, 4);
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
      frames.add(new LabelledFrame(LABELS.get(i % 3), samples));
    }
    return frames;
  }
}
