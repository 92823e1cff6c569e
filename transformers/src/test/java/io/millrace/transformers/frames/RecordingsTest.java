package io.millrace.transformers.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingsTest {

  private static final String LINE =
      "{\"label\":\"idle\",\"cpu\":0.1,\"channels\":{\"y\":[3,4],\"x\":[1,2.5]}}";

  @TempDir Path folder;

  @Test
  void plainAndCompressedRecordingsAreReadByNameWithChannelsInTheOrderAsked() throws IOException {
    Files.writeString(folder.resolve("b.ndjson"), LINE + "\n" + LINE + "\n");
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("a.ndjson.gz")))) {
      out.write((LINE + "\n").getBytes(StandardCharsets.UTF_8));
    }
    Files.writeString(folder.resolve("README.md"), "not a recording");

    List<FrameRecording> found = FrameRecording.readAll(folder, List.of("x", "y"), 2);

    assertThat(found).extracting(FrameRecording::name).containsExactly("a.ndjson.gz", "b.ndjson");
    assertThat(found.get(1).frames()).hasSize(2);
    assertThat(found.get(0).frames().get(0).samples())
        .isDeepEqualTo(new double[][] {{1, 2.5}, {3, 4}});
  }

  @Test
  void aFrameOfAnotherLengthIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("b.ndjson"), LINE + "\n");

    assertThatThrownBy(() -> FrameRecording.read(file, List.of("x"), 3))
        .hasMessageEndingWith("b.ndjson line 1: channel x has 2 samples; expected 3");
  }

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
  void theControlFindsTheLimitsBetweenThreeLevels() {
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
    return new LabelledFrame(label, new double[][] {{level, level}, {level, level}});
  }
}
