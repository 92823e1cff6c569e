package io.millrace.transformers.frames;

import java.util.List;

/**
 * Labelled frames of one file.
 *
 * @param name of the file
 */
public record FrameRecording(String name, List<LabelledFrame> frames) {

  public FrameRecording {
    frames = List.copyOf(frames);
    if (frames.isEmpty()) {
      throw new InvalidFramesException(name + " holds no frames");
    }
  }

  /** Whether all of it has one label, as what was recorded in one go has. */
  boolean ofOneLabel() {
    return frames.stream().allMatch(frame -> frame.label().equals(label()));
  }

  /** Of the first frame. */
  String label() {
    return frames.get(0).label();
  }
}
