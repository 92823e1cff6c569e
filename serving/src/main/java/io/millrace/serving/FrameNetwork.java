package io.millrace.serving;

import java.util.Collections;
import java.util.List;

/** A network that reads frames. */
record FrameNetwork(SavedNetwork network) {

  /**
   * Runs some frames of one length in one shape; rows of zeros fill it up.
   *
   * @param frames each {@code [channel][time]}
   */
  Outputs run(BatchShape shape, List<double[][]> frames) {
    try (Inputs inputs = inputs(shape, frames)) {
      return network.run(inputs, frames.size());
    }
  }

  /** Whether it has an activation map. */
  boolean explains() {
    return network.gives(Contract.ACTIVATION_MAP);
  }

  /**
   * The evidence for each label in each sample of one frame, flat {@code [label][time]}.
   *
   * @param frame {@code [channel][time]}, of a network that {@link #explains}
   */
  float[] activationMap(double[][] frame) {
    BatchShape one = new BatchShape(1, frame[0].length);
    try (Inputs inputs = inputs(one, Collections.singletonList(frame))) {
      return network.read(inputs, 1, Contract.ACTIVATION_MAP).of(Contract.ACTIVATION_MAP);
    }
  }

  private Inputs inputs(BatchShape shape, List<double[][]> frames) {
    int channels = bundle().manifest().channels().size();
    float[] input = new float[shape.batch() * shape.length() * channels]; // [batch, time, channels]
    int at = 0;
    for (double[][] frame : frames) {
      for (int time = 0; time < shape.length(); time++) {
        for (double[] channel : frame) {
          input[at++] = (float) channel[time];
        }
      }
    }
    return network.inputs().floats(Contract.FRAMES, input, shape.batch(), shape.length(), channels);
  }

  /** Runs a shape full of a slow wave: a network may divide by a frame's own spread. */
  void warm(BatchShape shape) {
    double[][] wave = new double[bundle().manifest().channels().size()][shape.length()];
    for (double[] channel : wave) {
      for (int time = 0; time < channel.length; time++) {
        channel[time] = Math.sin(time / 4.0);
      }
    }
    run(shape, Collections.nCopies(shape.batch(), wave));
  }

  Classification answer(Outputs outputs, int row) {
    return Classification.of(bundle().manifest(), outputs, row);
  }

  ModelBundle bundle() {
    return network.bundle();
  }
}
