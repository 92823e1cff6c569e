package io.millrace.transformers.frames;

import io.millrace.transformers.training.Batch;
import io.millrace.transformers.training.Examples;
import java.util.List;
import java.util.Map;

/** Labelled frames as the trainer wants them. */
record FrameExamples(List<LabelledFrame> frames, List<String> labels) implements Examples {

  @Override
  public int count() {
    return frames.size();
  }

  @Override
  public Batch batch(int[] examples) {
    double[][] first = frames.get(0).samples();
    int channels = first.length;
    int length = first[0].length;
    float[] values = new float[examples.length * length * channels]; // [batch, time, channels]
    int[] truth = new int[examples.length];
    int at = 0;
    for (int i = 0; i < examples.length; i++) {
      LabelledFrame frame = frames.get(examples[i]);
      truth[i] = labels.indexOf(frame.label());
      for (int time = 0; time < length; time++) {
        for (double[] channel : frame.samples()) {
          values[at++] = (float) channel[time];
        }
      }
    }
    return new Batch(
        examples.length,
        Map.of(
            FrameObjective.FRAMES,
            Batch.floats(values, examples.length, length, channels),
            FrameObjective.LABEL,
            Batch.ints(truth, examples.length)));
  }
}
