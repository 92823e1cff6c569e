package io.millrace.transformers.frames;

import io.millrace.transformers.training.Batch;
import io.millrace.transformers.training.Examples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.Tensor;

/** Labelled frames as the trainer wants them. */
record FrameExamples(List<LabelledFrame> frames, List<String> labels) implements Examples {

  @Override
  public int count() {
    return frames.size();
  }

  @Override
  public Batch batch(int[] examples) {
    int[] truth = new int[examples.length];
    List<double[][]> samples = new ArrayList<>();
    for (int i = 0; i < examples.length; i++) {
      truth[i] = labels.indexOf(frames.get(examples[i]).label());
      samples.add(frames.get(examples[i]).samples());
    }
    return new Batch(
        examples.length,
        Map.of(
            WindowClassifier.FRAMES,
            tensor(samples),
            FrameObjective.LABEL,
            Batch.ints(truth, examples.length)));
  }

  /** {@code [batch, time, channel]} of frames {@code [channel][time]}. */
  static Tensor tensor(List<double[][]> frames) {
    int channels = frames.get(0).length;
    int length = frames.get(0)[0].length;
    float[] values = new float[frames.size() * length * channels];
    int at = 0;
    for (double[][] frame : frames) {
      for (int time = 0; time < length; time++) {
        for (double[] channel : frame) {
          values[at++] = (float) channel[time];
        }
      }
    }
    return Batch.floats(values, frames.size(), length, channels);
  }
}
