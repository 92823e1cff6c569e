package io.millrace.serving;

/** Refuses frames that a model does not read. */
record FrameCheck(ModelManifest manifest) {

  /**
   * @param name of the frame, for messages
   * @throws IllegalArgumentException saying what was expected and found
   */
  FrameKey checked(String name, double[][] frame) {
    int channels = manifest.channels().size();
    if (frame.length != channels) {
      throw refused(name, channels + " channels", frame.length + " channels");
    }
    int expected =
        manifest.sampleLength() == 0 ? Math.max(1, frame[0].length) : manifest.sampleLength();
    for (double[] channel : frame) {
      if (channel.length != expected) {
        throw refused(name, expected + " samples a channel", channel.length + " samples");
      }
      for (double sample : channel) {
        if (!Float.isFinite((float) sample)) {
          throw refused(name, "samples that are finite 32-bit floats", Double.toString(sample));
        }
      }
    }
    return new FrameKey(frame);
  }

  private static IllegalArgumentException refused(String name, String expected, String found) {
    return new IllegalArgumentException(name + ": expected " + expected + ", found " + found);
  }
}
