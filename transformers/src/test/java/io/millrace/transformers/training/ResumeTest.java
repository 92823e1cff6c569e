package io.millrace.transformers.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that was stopped ends as one that wasn't. */
class ResumeTest {

  private static final int STEPS = 12; // 3 epochs of 4

  @TempDir Path folder;

  private final AtomicLong clock = new AtomicLong(); // nanoseconds; every look takes one
  private Path file = Path.of("");
  private static Trained unbroken = new Trained(Map.of(), List.of(), 0);

  @BeforeAll
  static void trainsUnbroken() {
    unbroken = new ResumeTest().train(TrainingListener.NONE, null);
  }

  @BeforeEach
  void namesAFile() {
    file = folder.resolve("run.safetensors");
  }

  @Test
  void stoppedAtAnyStepAndResumedItEndsWithTheSameWeightsToTheBit() throws IOException {
    for (int step = 1; step <= STEPS; step++) {
      Checkpointing eachStep = new Checkpointing(file, Duration.ZERO);
      stop(step, eachStep);

      assertSame(train(TrainingListener.NONE, eachStep), step);
      eachStep.discard();
    }
  }

  @Test
  void whatWasDoneSinceTheLastCheckpointIsDoneAgainToTheBit() throws IOException {
    for (int step = 1; step <= STEPS; step++) {
      Checkpointing nowAndThen = new Checkpointing(file, Duration.ofNanos(4));
      stop(step, nowAndThen);

      assertSame(train(TrainingListener.NONE, nowAndThen), step);
      nowAndThen.discard();
    }
  }

  @Test
  void stoppedTimeAndAgainItEndsWithTheSameWeights() {
    Checkpointing eachStep = new Checkpointing(file, Duration.ZERO);
    for (int step = 2; step <= STEPS; step += 3) {
      stop(step, eachStep);
    }

    assertSame(train(TrainingListener.NONE, eachStep), STEPS);
  }

  @Test
  void aFinishedRunIsNotTrainedAgain() {
    train(TrainingListener.NONE, Checkpointing.in(file));

    Trained again = train(Stopped.after(STEPS), Checkpointing.in(file));

    assertSame(again, STEPS);
  }

  @Test
  void theListenerHearsFromWhereItGoesOn() {
    stop(7, new Checkpointing(file, Duration.ZERO));
    List<String> heard = new ArrayList<>();

    train(
        new TrainingListener() {
          @Override
          public void started(int epochs, long stepsPerEpoch) {
            heard.add(epochs + " epochs of " + stepsPerEpoch);
          }

          @Override
          public void resumed(int epoch, long step) {
            heard.add("on in epoch " + epoch + " after step " + step);
          }
        },
        Checkpointing.in(file));

    assertThat(heard).containsExactly("3 epochs of 4", "on in epoch 2 after step 2");
  }

  @Test
  void anotherRunsCheckpointIsRefusedAndSaysWhatDiffers() {
    train(TrainingListener.NONE, Checkpointing.in(file));

    assertRefused(plan(4), new LinearTask(0.3f), Points.of(60, 1), "another plan", "seed=4");
    assertRefused(
        plan(3), new LinearTask(0.2f), Points.of(60, 1), "another objective", "dropout=0.2");
    assertRefused(
        plan(3),
        new LinearTask(0.3f),
        Points.of(61, 1),
        "another training examples",
        "61 examples");
    assertRefused(
        plan(3), new LinearTask(0.3f), Points.of(60, 9), "another training examples", "sha256");
  }

  @Test
  void aCheckpointCutShortAnywhereIsRefused() throws IOException {
    train(TrainingListener.NONE, Checkpointing.in(file));
    byte[] whole = Files.readAllBytes(file);

    for (int length = 0; length < whole.length; length += 7) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertDamaged();
    }
  }

  @Test
  void aCheckpointWithAnyOneByteChangedIsRefused() throws IOException {
    train(TrainingListener.NONE, Checkpointing.in(file));
    byte[] bytes = Files.readAllBytes(file);

    for (int at = 0; at < bytes.length; at++) {
      bytes[at] ^= 1;
      Files.write(file, bytes);
      assertDamaged();
      bytes[at] ^= 1;
    }
  }

  @Test
  void aCheckpointThatCannotBeWrittenStopsTheRunAndNamesTheFile() {
    Path nowhere = folder.resolve("missing").resolve("run.safetensors");

    assertThatThrownBy(() -> train(TrainingListener.NONE, Checkpointing.in(nowhere)))
        .hasMessage("can't write checkpoint " + nowhere);
  }

  private void assertDamaged() {
    assertThatThrownBy(() -> new CheckpointFile(file, new RunIdentity("", "", "", "")).read())
        .isInstanceOf(InvalidCheckpointException.class)
        .hasMessageMatching(
            "(?s)checkpoint \\Q" + file + "\\E is (damaged|no millrace checkpoint).*")
        .hasMessageEndingWith("delete it to train from the start");
  }

  private void assertRefused(
      TrainingPlan plan, LinearTask task, Points training, String... reasons) {
    assertThatThrownBy(
            () ->
                new Trainer(plan, TrainingListener.NONE, clock::incrementAndGet)
                    .train(task, training, Points.of(20, 2), Checkpointing.in(file)))
        .isInstanceOf(InvalidCheckpointException.class)
        .hasMessageContainingAll(reasons)
        .hasMessageContaining(file.toString());
  }

  private void stop(int step, Checkpointing checkpointing) {
    assertThatThrownBy(() -> train(Stopped.after(step), checkpointing)).isInstanceOf(Stopped.class);
  }

  private void assertSame(Trained resumed, int step) {
    assertThat(resumed.weights()).as("stopped at step %d", step).hasSameSizeAs(unbroken.weights());
    unbroken
        .weights()
        .forEach((path, values) -> assertThat(resumed.weights().get(path)).isEqualTo(values));
    assertThat(resumed.best()).isEqualTo(unbroken.best());
    assertThat(resumed.epochs())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("seconds")
        .isEqualTo(unbroken.epochs());
  }

  private Trained train(TrainingListener listener, @Nullable Checkpointing checkpointing) {
    return new Trainer(plan(3), listener, clock::incrementAndGet)
        .train(new LinearTask(0.3f), Points.of(60, 1), Points.of(20, 2), checkpointing);
  }

  private static TrainingPlan plan(int seed) {
    return new TrainingPlan(3, 16, new Schedule.Cosine(0.02f, 0.1f), AdamW.standard(), 1, 3, seed);
  }
}
