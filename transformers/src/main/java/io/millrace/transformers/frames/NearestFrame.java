package io.millrace.transformers.frames;

import java.util.List;

/**
 * The control that answers the label of the training frame at the least Euclidean distance, over
 * all samples of all standardised channels.
 */
final class NearestFrame {

  private final List<LabelledFrame> training;
  private final Standardised scale;

  NearestFrame(List<LabelledFrame> training) {
    this.training = training;
    this.scale = Standardised.fit(training.stream().map(LabelledFrame::samples).toList());
  }

  String label(LabelledFrame frame) {
    LabelledFrame nearest = training.get(0);
    double least = Double.POSITIVE_INFINITY;
    for (LabelledFrame each : training) {
      double distance = distance(each.samples(), frame.samples(), least);
      if (distance < least) {
        least = distance;
        nearest = each;
      }
    }
    return nearest.label();
  }

  /** Squared; gives up beyond {@code enough}. */
  private double distance(double[][] a, double[][] b, double enough) {
    double sum = 0;
    for (int channel = 0; channel < a.length && sum < enough; channel++) {
      double deviation = scale.deviations().get(channel);
      for (int time = 0; time < a[channel].length; time++) {
        double difference = (a[channel][time] - b[channel][time]) / deviation;
        sum += difference * difference;
      }
    }
    return sum;
  }
}
