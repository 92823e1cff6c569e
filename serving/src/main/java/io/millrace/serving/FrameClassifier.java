package io.millrace.serving;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A classifier of sensor frames, ready to run. Safe for use by many threads. */
public final class FrameClassifier implements AutoCloseable {

  private final ModelManifest manifest;
  private final SavedNetwork network;

  private FrameClassifier(SavedNetwork network) {
    this.manifest = network.bundle().manifest();
    this.network = network;
  }

  /**
   * @throws InvalidBundleException naming what of the bundle is wrong
   */
  public static FrameClassifier load(ModelBundle bundle) {
    Tasks.require(bundle, Task.FRAME_CLASSIFICATION);
    return new FrameClassifier(SavedNetwork.load(bundle));
  }

  public ModelManifest manifest() {
    return manifest;
  }

  /**
   * @param frames each {@code [channel][time]} in raw units, channels in the manifest's order,
   *     finite as 32-bit floats; frames of one length share batches
   * @return one answer a frame, in the order given
   * @throws IllegalArgumentException naming the frame whose channels, length or values are wrong
   * @throws ModelOutputException if the model answers with something that is not finite
   */
  public List<Classification> classify(List<double[][]> frames) {
    Map<Integer, List<Integer>> byLength = new LinkedHashMap<>();
    for (int i = 0; i < frames.size(); i++) {
      int length = checkedLength(frames.get(i), i);
      byLength.computeIfAbsent(length, any -> new ArrayList<>()).add(i);
    }
    Classification[] answers = new Classification[frames.size()];
    byLength.forEach(
        (length, indices) -> {
          for (int from = 0; from < indices.size(); from += BatchShapes.MAXIMUM_ROWS) {
            int to = Math.min(indices.size(), from + BatchShapes.MAXIMUM_ROWS);
            run(frames, indices.subList(from, to), length, answers);
          }
        });
    return Arrays.asList(answers);
  }

  private void run(
      List<double[][]> frames, List<Integer> indices, int length, Classification[] answers) {
    int padded = BatchShapes.batch(indices.size());
    int channels = manifest.channels().size();
    float[] input = new float[padded * length * channels]; // [batch, time, channels]
    int at = 0;
    for (int index : indices) {
      for (int time = 0; time < length; time++) {
        for (double[] channel : frames.get(index)) {
          input[at++] = (float) channel[time];
        }
      }
    }
    float[] probabilities =
        network
            .run(
                Map.of(Contract.FRAMES, Tensors.floats(input, padded, length, channels)),
                indices.size())
            .of(Contract.PROBABILITIES);
    for (int row = 0; row < indices.size(); row++) {
      answers[indices.get(row)] = Classification.of(manifest, probabilities, row);
    }
  }

  private int checkedLength(double[][] frame, int index) {
    int channels = manifest.channels().size();
    if (frame.length != channels) {
      throw refused(index, channels + " channels", frame.length + " channels");
    }
    int length = frame[0].length;
    int expected = manifest.sampleLength() == 0 ? Math.max(1, length) : manifest.sampleLength();
    for (double[] channel : frame) {
      if (channel.length != expected) {
        throw refused(index, expected + " samples a channel", channel.length + " samples");
      }
      for (double sample : channel) {
        if (!Float.isFinite((float) sample)) {
          throw refused(index, "samples that are finite 32-bit floats", Double.toString(sample));
        }
      }
    }
    return length;
  }

  private static IllegalArgumentException refused(int index, String expected, String found) {
    return new IllegalArgumentException(
        "frame " + index + ": expected " + expected + ", found " + found);
  }

  /** Waits for runs under way, then frees the session. */
  @Override
  public void close() {
    network.close();
  }
}
