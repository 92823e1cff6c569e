package io.millrace.transformers.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameDataTest {

  private static final String HEADER =
      """
      # Two channels of a made-up sensor
      @problemName Doors
      @timeStamps false
      @missing true
      @univariate false
      @dimensions 2
      @equalLength true
      @seriesLength 3
      @classLabel true open shut
      @data
      """;

  private static final String LINE =
      "{\"label\":\"idle\",\"cpu\":0.1,\"channels\":{\"y\":[3,4],\"x\":[1,2.5]}}\n";

  @TempDir Path folder;

  @Test
  void aTsFileGivesFramesWithTheirLabelsAndLines() throws IOException {
    Path file = ts("Doors.ts", HEADER + "1,2,3:-4,5e-1,6:open\n\n7,8,9:0,0,0: shut\n");

    FrameData data = FrameData.read(file);

    assertThat(data.shape()).isEqualTo(new FrameShape(List.of("dim0", "dim1"), 3));
    assertThat(data.labels()).containsExactly("open", "shut");
    LabelledFrame first = data.frames().get(0);
    assertThat(first.samples()).isDeepEqualTo(new double[][] {{1, 2, 3}, {-4, 0.5, 6}});
    assertThat(first.label()).isEqualTo("open");
    assertThat(data.frames().get(1).origin()).isEqualTo("Doors.ts line 13");
    assertThat(data.heldOut()).isEmpty();
  }

  @Test
  void theTestFileBesideATrainingFileIsHeldOut() throws IOException {
    Path file = ts("Doors_TRAIN.ts", HEADER + "1,2,3:4,5,6:open\n");
    ts("Doors_TEST.ts", HEADER + "1,2,3:4,5,6:shut\n1,2,3:4,5,6:open\n");

    FrameData data = FrameData.read(file);

    assertThat(data.frames()).hasSize(1);
    assertThat(data.heldOut()).extracting(LabelledFrame::label).containsExactly("shut", "open");
  }

  @Test
  void aTestFileOfAnotherShapeIsNamed() throws IOException {
    Path file = ts("Doors_TRAIN.ts", HEADER + "1,2,3:4,5,6:open\n");
    ts("Doors_TEST.ts", HEADER.replace("Length 3", "Length 2") + "1,2:4,5:shut\n");

    assertThatThrownBy(() -> FrameData.read(file))
        .hasMessage(
            "Doors_TEST.ts: expected frames of 3 samples of channels dim0, dim1, found 2 samples of"
                + " channels dim0, dim1");
  }

  @Test
  void aMissingSampleIsTheOneBeforeOrTheFirstThatIsKnown() throws IOException {
    Path file = ts("Doors.ts", HEADER + "?,2,?:4,?,?:open\n");

    double[][] samples = FrameData.read(file).frames().get(0).samples();

    assertThat(samples).isDeepEqualTo(new double[][] {{2, 2, 2}, {4, 4, 4}});
  }

  @Test
  void aUnivariateFileNeedsNoCountOfDimensionsAndNoLength() throws IOException {
    Path file = ts("Days.ts", "@univariate true\n@classLabel true 1 2\n@DATA\n1,2:1\n3,4:2\n");

    FrameData data = FrameData.read(file);

    assertThat(data.shape()).isEqualTo(new FrameShape(List.of("dim0"), 2));
    assertThat(data.labels()).containsExactly("1", "2");
  }

  @Test
  void whatIsWrongInATsFileIsNamedByFileAndLine() throws IOException {
    assertRefused("1,2:4,5,6:open", "line 11: channel dim0: expected 3 samples, found 2");
    assertRefused("1,2,3:open", "line 11: expected 2 channels and a label, each after a colon");
    assertRefused("1,2,3:4,5,6:7,8,9:open", "line 11: expected 2 channels and a label");
    assertRefused("1,2,3:4,5,6:ajar", "line 11: label: expected one of [open, shut], found 'ajar'");
    assertRefused(
        "1,2,x:4,5,6:open", "line 11: channel dim0, sample 2: expected a number or ?, found 'x'");
    assertRefused("1,2,1e99:4,5,6:open", "line 11: channel dim0, sample 2: expected a number or ?");
    assertRefused("1,2,3:?,?,?:open", "line 11: channel dim1: expected a sample that is known");
    assertRefused("", "Doors.ts: expected frames after a line @data, found none");
  }

  @Test
  void aKindOfTsFileThatIsNotReadIsSaid() throws IOException {
    assertHeaderRefused("@timeStamps true", "line 1: expected samples without time stamps");
    assertHeaderRefused("@equalLength false", "line 1: expected frames of one length, found false");
    assertHeaderRefused("@classLabel false", "line 1: expected @classLabel true and the labels");
    assertHeaderRefused("@dimensions two", "@dimensions: expected a whole number of at least 1");
    assertHeaderRefused("@data", "line 1: expected @classLabel true and the labels before @data");
    assertHeaderRefused("1,2,3:open", "line 1: expected a line that starts with @ or #");
  }

  @Test
  void plainAndCompressedRecordingsAreReadByNameWithTheChannelsOfTheFirstFrame()
      throws IOException {
    Files.writeString(
        folder.resolve("b.ndjson"), LINE + LINE.replace("\"y\":[3,4],\"x\"", "\"y\":[7,8],\"x\""));
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("a.ndjson.gz")))) {
      out.write(
          LINE.replace("\"y\":[3,4],\"x\":[1,2.5]", "\"x\":[1,2.5],\"y\":[3,4]")
              .getBytes(StandardCharsets.UTF_8));
    }
    Files.writeString(folder.resolve("README.md"), "not a recording");

    FrameData data = FrameData.read(folder);

    assertThat(data.shape()).isEqualTo(new FrameShape(List.of("x", "y"), 2));
    assertThat(data.recordings())
        .extracting(FrameRecording::name)
        .containsExactly("a.ndjson.gz", "b.ndjson");
    assertThat(data.frames().get(2).samples()).isDeepEqualTo(new double[][] {{1, 2.5}, {7, 8}});
    assertThat(data.frames().get(2).origin()).isEqualTo("b.ndjson line 2");
  }

  @Test
  void whatIsWrongInAnNdjsonFrameIsNamedByFileAndLine() throws IOException {
    assertLineRefused(
        "{\"label\":\"idle\",\"channels\":{\"y\":[3,4]}}",
        "line 2: channels: expected [y, x], found [y]");
    assertLineRefused(
        LINE.replace("\"x\":", "\"z\":[5,6],\"x\":"),
        "line 2: channels: expected [y, x], found [y, z, x]");
    assertLineRefused(
        LINE.replace("[1,2.5]", "[1]"), "line 2: channel x: expected 2 samples, found 1");
    assertLineRefused(
        LINE.replace("2.5", "null"), "line 2: channel x, sample 1: expected a number, found null");
    assertLineRefused(LINE.replace("label", "name"), "line 2: label: expected a text, found none");
    assertLineRefused("{\"label\":", "line 2: expected a frame as JSON, found Unexpected end");
  }

  @Test
  void framesWithoutLabelsAreReadToLearnTheirShapesFrom() throws IOException {
    Path file =
        Files.writeString(folder.resolve("b.ndjson"), "{\"channels\":{\"x\":[1,2],\"y\":[3,4]}}\n");

    List<double[][]> frames = FrameData.readUnlabelled(file, new FrameShape(List.of("y", "x"), 2));

    assertThat(frames.get(0)).isDeepEqualTo(new double[][] {{3, 4}, {1, 2}});
  }

  @Test
  void aFolderWithoutRecordingsIsNamed() {
    assertThatThrownBy(() -> FrameData.read(folder))
        .hasMessage(folder + ": expected files named *.ndjson or *.ndjson.gz, found none");
  }

  private void assertRefused(String line, String sentence) throws IOException {
    Path file = ts("Doors.ts", HEADER + line + "\n");
    assertThatThrownBy(() -> FrameData.read(file))
        .isInstanceOf(InvalidFramesException.class)
        .hasMessageContaining("Doors.ts")
        .hasMessageContaining(sentence);
  }

  private void assertHeaderRefused(String line, String sentence) throws IOException {
    Path file = ts("Doors.ts", line + "\n");
    assertThatThrownBy(() -> FrameData.read(file))
        .isInstanceOf(InvalidFramesException.class)
        .hasMessageContaining("Doors.ts line 1: ")
        .hasMessageContaining(sentence);
  }

  private void assertLineRefused(String line, String sentence) throws IOException {
    Path file = Files.writeString(folder.resolve("b.ndjson"), LINE + line + "\n");
    assertThatThrownBy(() -> FrameData.read(file))
        .isInstanceOf(InvalidFramesException.class)
        .hasMessageContaining("b.ndjson " + sentence);
  }

  private Path ts(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }
}
