package io.millrace.transformers.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordingsTest {

  private static final FrameShape SHAPE = new FrameShape(List.of("x", "y"), 2);

  @Test
  void aThirdOfEachLabelsRecordingsIsHeldOutWhole() {
    RecordingSplit split = RecordingSplit.of(recordings("busy", 3, "idle", 6));

    assertThat(split.training())
        .extracting(FrameRecording::name)
        .containsExactly("busy-0", "idle-0", "idle-1", "idle-2");
    assertThat(split.validation())
        .extracting(FrameRecording::name)
        .containsExactly("busy-1", "idle-3");
    assertThat(split.heldOut())
        .extracting(FrameRecording::name)
        .containsExactly("busy-2", "idle-4", "idle-5");
  }

  @Test
  void twoRecordingsOfALabelAreTooFew() {
    assertThatThrownBy(() -> RecordingSplit.of(recordings("busy", 2, "idle", 3)))
        .hasMessage("label busy has 2 recordings; at least 3 are needed");
  }

  @Test
  void filesOfOneLabelEachAreSplitWhole() {
    FrameData data = new FrameData(SHAPE, recordings("busy", 3, "idle", 6), List.of());

    FrameSplit split = FrameSplit.of(data, 1);

    assertThat(split.heldOut()).hasSize(3);
    assertThat(split.validation()).hasSize(2);
    assertThat(split.rule()).contains("held out busy-2 idle-4 idle-5");
  }

  @Test
  void ofAFileOfManyLabelsAFifthOfEachLabelIsHeldOutByTheSeed() {
    FrameData data = new FrameData(SHAPE, List.of(mixed("calm", 100, "shaky", 60)), List.of());

    FrameSplit split = FrameSplit.of(data, 1);

    assertThat(labelled("calm", split.heldOut())).hasSize(20);
    assertThat(labelled("shaky", split.heldOut())).hasSize(12);
    assertThat(split.validation()).isEmpty(); // of 48 frames of a label that are left
    assertThat(split.training()).hasSize(128).doesNotContainAnyElementsOf(split.heldOut());
    assertThat(FrameSplit.of(data, 1)).isEqualTo(split);
    assertThat(FrameSplit.of(data, 2).heldOut()).isNotEqualTo(split.heldOut());
  }

  @Test
  void whatTheDataHoldOutIsHeldOutAndManyFramesAreValidated() {
    FrameRecording training = mixed("calm", 50, "shaky", 60);
    FrameData data = new FrameData(SHAPE, List.of(training), mixed("calm", 3, "shaky", 3).frames());

    FrameSplit split = FrameSplit.of(data, 1);

    assertThat(split.heldOut()).hasSize(6);
    assertThat(labelled("calm", split.validation())).hasSize(10);
    assertThat(labelled("shaky", split.validation())).hasSize(12);
    assertThat(split.training()).hasSize(88);
  }

  @Test
  void fourFramesOfALabelAreTooFewToHoldOneOut() {
    FrameData data = new FrameData(SHAPE, List.of(mixed("calm", 4, "shaky", 60)), List.of());

    assertThatThrownBy(() -> FrameSplit.of(data, 1))
        .hasMessage("label calm: expected at least 5 frames, found 4");
  }

  @Test
  void oneControlFindsTheLimitsBetweenThreeLevels() {
    List<LabelledFrame> frames = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      frames.add(frame("idle", 0.1 + 0.01 * i));
      frames.add(frame("busy", 1 + 0.1 * i));
      frames.add(frame("stalled", 20 + i));
    }

    MeanThresholds control = MeanThresholds.fit(frames);

    assertThat(control.labels()).containsExactly("idle", "busy", "stalled");
    assertThat(frames).allMatch(frame -> control.label(frame).equals(frame.label()));
  }

  @Test
  void anotherControlAnswersTheLabelOfTheNearestFrameOnTheScaleOfEachChannel() {
    LabelledFrame low = new LabelledFrame("", "low", new double[][] {{0, 0}, {1000, 1100}});
    LabelledFrame high = new LabelledFrame("", "high", new double[][] {{1, 1}, {1100, 1000}});
    NearestFrame control = new NearestFrame(List.of(low, high));

    String label =
        control.label(new LabelledFrame("", "", new double[][] {{0.9, 0.9}, {1040, 1060}}));

    assertThat(label).isEqualTo("high"); // in raw units it would be low
  }

  private static List<LabelledFrame> labelled(String label, List<LabelledFrame> frames) {
    return frames.stream().filter(frame -> frame.label().equals(label)).toList();
  }

  private static FrameRecording mixed(String label, int count, String otherLabel, int otherCount) {
    List<LabelledFrame> frames = new ArrayList<>();
    for (int i = 0; i < count + otherCount; i++) {
      frames.add(frame(i < count ? label : otherLabel, i));
    }
    return new FrameRecording("mixed", frames);
  }

  private static List<FrameRecording> recordings(
      String label, int count, String otherLabel, int otherCount) {
    List<FrameRecording> recordings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      recordings.add(new FrameRecording(label + "-" + i, List.of(frame(label, 1))));
    }
    for (int i = 0; i < otherCount; i++) {
      recordings.add(new FrameRecording(otherLabel + "-" + i, List.of(frame(otherLabel, 1))));
    }
    return recordings;
  }

  private static LabelledFrame frame(String label, double level) {
    return new LabelledFrame("", label, new double[][] {{level, level}, {level, level}});
  }
}
