package io.millrace.transformers.frames;

import io.millrace.transformers.training.Batch;
import io.millrace.transformers.training.Examples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Frames of which spans are hidden, each frame as often as there are draws.
 *
 * @param frames each {@code [channel][time]}
 * @param tokens of a frame
 */
record HiddenFrames(List<double[][]> frames, HiddenSpans spans, int tokens) implements Examples {

  @Override
  public int count() {
    return frames.size() * spans.draws();
  }

  double[][] frame(int example) {
    return frames.get(example / spans.draws());
  }

  boolean[] hidden(int example) {
    return spans.of(example, tokens);
  }

  @Override
  public Batch batch(int[] examples) {
    List<double[][]> shown = new ArrayList<>();
    float[] hidden = new float[examples.length * tokens]; // [batch, token], 1 = hidden
    for (int i = 0; i < examples.length; i++) {
      shown.add(frame(examples[i]));
      boolean[] own = hidden(examples[i]);
      for (int token = 0; token < tokens; token++) {
        hidden[i * tokens + token] = own[token] ? 1 : 0;
      }
    }
    return new Batch(
        examples.length,
        Map.of(
            WindowClassifier.FRAMES,
            FrameExamples.tensor(shown),
            HiddenSpanObjective.HIDDEN,
            Batch.floats(hidden, examples.length, tokens)));
  }
}
