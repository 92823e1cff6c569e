package io.millrace.transformers.frames;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Recordings cut into training, validation and held out, label by label in the order of their
 * names. Never frames: those of one recording resemble each other.
 *
 * @param heldOut a third of each label's recordings, the last
 * @param validation the one before those
 */
record RecordingSplit(
    List<FrameRecording> training, List<FrameRecording> validation, List<FrameRecording> heldOut) {

  private static final int FEWEST = 3;

  /**
   * @throws IllegalArgumentException naming a label with fewer than three recordings
   */
  static RecordingSplit of(List<FrameRecording> recordings) {
    Map<String, List<FrameRecording>> byLabel = new TreeMap<>();
    recordings.forEach(
        each -> byLabel.computeIfAbsent(each.label(), label -> new ArrayList<>()).add(each));
    RecordingSplit split =
        new RecordingSplit(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    byLabel.forEach(split::add);
    return split;
  }

  private void add(String label, List<FrameRecording> recordings) {
    int count = recordings.size();
    if (count < FEWEST) {
      throw new IllegalArgumentException(
          "label " + label + " has " + count + " recordings; at least " + FEWEST + " are needed");
    }
    int firstHeldOut = count - count / 3;
    training.addAll(recordings.subList(0, firstHeldOut - 1));
    validation.add(recordings.get(firstHeldOut - 1));
    heldOut.addAll(recordings.subList(firstHeldOut, count));
  }

  @Override
  public String toString() {
    return "recordings split whole: validation "
        + names(validation)
        + ", held out "
        + names(heldOut)
        + ", the rest to learn from";
  }

  private static String names(List<FrameRecording> recordings) {
    return String.join(" ", recordings.stream().map(FrameRecording::name).toList());
  }

  static List<LabelledFrame> frames(List<FrameRecording> recordings) {
    return recordings.stream().flatMap(recording -> recording.frames().stream()).toList();
  }
}
