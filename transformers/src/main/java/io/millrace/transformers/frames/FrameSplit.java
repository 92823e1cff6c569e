package io.millrace.transformers.frames;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Frames to learn from, to stop by and to be judged by.
 *
 * @param validation empty = training runs its full length
 * @param rule how the three were chosen, for people
 */
public record FrameSplit(
    List<LabelledFrame> training,
    List<LabelledFrame> validation,
    List<LabelledFrame> heldOut,
    String rule) {

  /** With fewer frames of a label than this, each is worth more to learn from than to stop by. */
  private static final int FEWEST_TO_VALIDATE = 50;

  private static final int FIFTH = 5;

  public FrameSplit {
    training = List.copyOf(training);
    validation = List.copyOf(validation);
    heldOut = List.copyOf(heldOut);
  }

  /**
   * What the data hold out is held out. Otherwise, if each file has one label, files are split
   * whole: frames of one recording resemble each other. Otherwise a fifth of each label's frames is
   * held out, by chance.
   *
   * @throws IllegalArgumentException naming a label with too few recordings or frames
   */
  static FrameSplit of(FrameData data, int seed) {
    if (!data.heldOut().isEmpty()) {
      return validated(data.frames(), data.heldOut(), "held out by the data", seed);
    }
    if (data.recordings().size() > 1
        && data.recordings().stream().allMatch(FrameRecording::ofOneLabel)) {
      RecordingSplit split = RecordingSplit.of(data.recordings());
      return new FrameSplit(
          RecordingSplit.frames(split.training()),
          RecordingSplit.frames(split.validation()),
          RecordingSplit.frames(split.heldOut()),
          split.toString());
    }
    Parts parts = Parts.of(data.frames(), seed);
    return validated(parts.rest, parts.fifth, "a fifth of each label's frames held out", seed);
  }

  private static FrameSplit validated(
      List<LabelledFrame> frames, List<LabelledFrame> heldOut, String rule, int seed) {
    Map<String, List<LabelledFrame>> byLabel = byLabel(frames);
    if (byLabel.values().stream().anyMatch(each -> each.size() < FEWEST_TO_VALIDATE)) {
      return new FrameSplit(frames, List.of(), heldOut, rule + "; too few frames to validate");
    }
    Parts parts = Parts.of(frames, seed + 1);
    return new FrameSplit(
        parts.rest, parts.fifth, heldOut, rule + "; a fifth of each label's others validates");
  }

  private static Map<String, List<LabelledFrame>> byLabel(List<LabelledFrame> frames) {
    Map<String, List<LabelledFrame>> byLabel = new TreeMap<>();
    frames.forEach(
        frame -> byLabel.computeIfAbsent(frame.label(), any -> new ArrayList<>()).add(frame));
    return byLabel;
  }

  /** A fifth of each label's frames, and the rest of them. */
  private static final class Parts {

    private final List<LabelledFrame> rest = new ArrayList<>();
    private final List<LabelledFrame> fifth = new ArrayList<>();

    static Parts of(List<LabelledFrame> frames, int seed) {
      Parts parts = new Parts();
      byLabel(frames).forEach((label, own) -> parts.add(label, own, seed));
      return parts;
    }

    private void add(String label, List<LabelledFrame> own, int seed) {
      if (own.size() < FIFTH) {
        throw new IllegalArgumentException(
            "label %s: expected at least %d frames, found %d".formatted(label, FIFTH, own.size()));
      }
      List<LabelledFrame> shuffled = new ArrayList<>(own);
      Collections.shuffle(shuffled, new Random(seed));
      fifth.addAll(shuffled.subList(0, own.size() / FIFTH));
      rest.addAll(shuffled.subList(own.size() / FIFTH, own.size()));
    }
  }
}
