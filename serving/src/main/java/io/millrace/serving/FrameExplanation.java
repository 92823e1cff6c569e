package io.millrace.serving;

import java.util.Arrays;
import java.util.List;

/**
 * Explains the answer to a frame by time: in a hidden stretch each channel is its own mean.
 *
 * @param frame {@code [channel][time]}
 */
@SuppressWarnings("ArrayRecordComponent") // read only
record FrameExplanation(FrameNetwork network, double[][] frame, Explainer explainer) {

  /** A frame is cut no finer than into so many stretches: single samples hardly ever matter. */
  private static final int STRETCHES = 32;

  Explanation explanation() {
    int length = frame[0].length;
    return explainer.explain(
        length,
        (length + STRETCHES - 1) / STRETCHES,
        BatchShapes.MAXIMUM_ROWS,
        this::probabilities,
        weighed ->
            new Explanation.Part(
                weighed.stretch().from(), weighed.stretch().to(), "", weighed.weight()));
  }

  private double[] probabilities(List<Occlusion.Stretch> hidden) {
    BatchShape shape = new BatchShape(BatchShapes.batch(hidden.size()), frame[0].length);
    Outputs outputs = network.run(shape, hidden.stream().map(this::without).toList());
    double[] probabilities = new double[hidden.size()];
    for (int row = 0; row < probabilities.length; row++) {
      probabilities[row] = outputs.row(Contract.PROBABILITIES, row)[explainer.index()];
    }
    return probabilities;
  }

  private double[][] without(Occlusion.Stretch hidden) {
    return Arrays.stream(frame)
        .map(
            channel -> {
              double[] rest = channel.clone();
              double mean = Arrays.stream(channel).average().orElse(0);
              Arrays.fill(rest, hidden.from(), hidden.to(), mean);
              return rest;
            })
        .toArray(double[][]::new);
  }
}
