package io.millrace.transformers.frames;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Labelled frames, all of one shape.
 *
 * @param recordings what to learn from, and to hold out of where {@code heldOut} is empty; by file
 * @param heldOut what the data themselves hold out
 */
public record FrameData(
    FrameShape shape, List<FrameRecording> recordings, List<LabelledFrame> heldOut) {

  private static final String TRAIN = "_TRAIN.ts";
  private static final String TEST = "_TEST.ts";

  public FrameData {
    recordings = List.copyOf(recordings);
    heldOut = List.copyOf(heldOut);
  }

  /**
   * Reads a {@code .ts} file — of {@code X_TRAIN.ts}, {@code X_TEST.ts} beside it is what is held
   * out —, a file of NDJSON frames, or all of a folder.
   *
   * @throws InvalidFramesException naming file and line of what is not a labelled frame
   */
  public static FrameData read(Path data) throws IOException {
    return FrameLines.isTs(data) ? ts(data) : ndjson(FrameLines.files(data));
  }

  /**
   * Reads frames of a shape, whether labelled or not, from the same kinds of file.
   *
   * @return each {@code [channel][time]}
   * @throws InvalidFramesException naming file and line of what is not such a frame
   */
  public static List<double[][]> readUnlabelled(Path data, FrameShape shape) throws IOException {
    List<double[][]> frames = new ArrayList<>();
    if (FrameLines.isTs(data)) {
      TsFile.Content content = TsFile.read(data);
      shape.check(FrameLines.name(data), content.shape());
      content.frames().forEach(frame -> frames.add(frame.samples()));
      return frames;
    }
    NdjsonFrames reader = new NdjsonFrames(shape);
    for (Path file : FrameLines.files(data)) {
      frames.addAll(reader.unlabelled(file));
    }
    return frames;
  }

  private static FrameData ts(Path file) throws IOException {
    TsFile.Content training = TsFile.read(file);
    Path test = file.resolveSibling(FrameLines.name(file).replace(TRAIN, TEST));
    List<LabelledFrame> heldOut = new ArrayList<>();
    if (FrameLines.name(file).endsWith(TRAIN) && Files.isRegularFile(test)) {
      TsFile.Content held = TsFile.read(test);
      training.shape().check(FrameLines.name(test), held.shape());
      heldOut.addAll(held.frames());
    }
    return new FrameData(
        training.shape(),
        List.of(new FrameRecording(FrameLines.name(file), training.frames())),
        heldOut);
  }

  private static FrameData ndjson(List<Path> files) throws IOException {
    NdjsonFrames reader = new NdjsonFrames();
    List<FrameRecording> recordings = new ArrayList<>();
    for (Path file : files) {
      recordings.add(new FrameRecording(FrameLines.name(file), reader.labelled(file)));
    }
    return new FrameData(reader.shape(), recordings, List.of());
  }

  /** Of all frames to learn from, sorted. */
  public List<String> labels() {
    return frames().stream().map(LabelledFrame::label).distinct().sorted().toList();
  }

  /** All frames that are not held out by the data themselves. */
  List<LabelledFrame> frames() {
    return recordings.stream().flatMap(recording -> recording.frames().stream()).toList();
  }
}
