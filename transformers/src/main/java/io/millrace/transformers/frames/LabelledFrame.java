package io.millrace.transformers.frames;

/**
 * A frame and what it is.
 *
 * @param origin file and line, for people
 * @param samples {@code [channel][time]} in the signal's own unit
 */
@SuppressWarnings("ArrayRecordComponent") // read from a file, never compared
public record LabelledFrame(String origin, String label, double[][] samples) {

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
