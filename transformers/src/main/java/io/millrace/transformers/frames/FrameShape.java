package io.millrace.transformers.frames;

import java.util.List;

/**
 * What every frame of some data must look like.
 *
 * @param channels by name, in order
 * @param samples of each channel
 */
public record FrameShape(List<String> channels, int samples) {

  public FrameShape {
    channels = List.copyOf(channels);
    if (channels.isEmpty() || samples < 1) {
      throw new IllegalArgumentException(
          "frames: expected at least 1 channel and 1 sample, found %d and %d"
              .formatted(channels.size(), samples));
    }
  }

  /**
   * @param where file and line
   * @throws InvalidFramesException naming the channel whose length differs
   */
  void checkSamples(String where, int channel, int found) {
    if (found != samples) {
      throw new InvalidFramesException(
          "%s: channel %s: expected %d samples, found %d"
              .formatted(where, channels.get(channel), samples, found));
    }
  }

  /**
   * @throws InvalidFramesException naming the frames that look otherwise
   */
  void check(String where, FrameShape found) {
    if (!equals(found)) {
      throw new InvalidFramesException(
          "%s: expected frames of %s, found %s".formatted(where, this, found));
    }
  }

  @Override
  public String toString() {
    return samples + " samples of channels " + String.join(", ", channels);
  }
}
