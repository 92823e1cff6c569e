package io.millrace.serving;

import java.util.ArrayList;
import java.util.List;

/**
 * Explains the answer to a frame by the network's own map, exactly and in one pass. A part is a
 * stretch in which the map does not change; the weights of all parts, with the labels' biases, make
 * the logit of the label less the mean logit of all labels. What the map says of every label alike
 * is left out: a softmax does not see it.
 *
 * @param frame {@code [channel][time]}
 */
@SuppressWarnings("ArrayRecordComponent") // read only
record MappedExplanation(FrameNetwork network, double[][] frame, Explainer explainer) {

  Explanation explanation() {
    if (!explainer.time().allowsAnother()) {
      return new Explanation(explainer.label(), List.of(), false);
    }
    return new Explanation(explainer.label(), parts(evidence()), true);
  }

  /** By time: the label's map less the mean of all labels'. */
  private double[] evidence() {
    float[] map = network.activationMap(frame);
    int length = frame[0].length;
    int labels = map.length / length;
    double[] evidence = new double[length];
    for (int time = 0; time < length; time++) {
      evidence[time] = map[explainer.index() * length + time];
      for (int label = 0; label < labels; label++) {
        evidence[time] -= map[label * length + time] / (double) labels;
      }
    }
    return evidence;
  }

  private static List<Explanation.Part> parts(double[] evidence) {
    List<Explanation.Part> parts = new ArrayList<>();
    int from = 0;
    for (int time = 1; time <= evidence.length; time++) {
      if (time == evidence.length || evidence[time] != evidence[from]) {
        double weight = evidence[from] * (time - from) / evidence.length;
        parts.add(new Explanation.Part(from, time, "", weight));
        from = time;
      }
    }
    return parts;
  }
}
