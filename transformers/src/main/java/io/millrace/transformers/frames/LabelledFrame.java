package io.millrace.transformers.frames;

/**
 * A frame and the load under which it was recorded.
 *
 * @param samples [channel][time] in the signal's raw unit
 */
@SuppressWarnings("ArrayRecordComponent") // read from a file, never compared
public record LabelledFrame(String label, double[][] samples) {

  /** Mean over all samples of all channels. */
  double mean() {
    double sum = 0;
    int count = 0;
    for (double[] channel : samples) {
      for (double sample : channel) {
        sum += sample;
        count++;
      }
    }
    return sum / count;
  }
}
