package io.millrace.console.recent;

import io.millrace.events.SensorEvent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A frame, as far as a page shows it.
 *
 * @param samples a channel, before it was thinned
 * @param channels up to 128 points each: of each stretch the sample furthest from zero, so that no
 *     spike is lost
 */
@SuppressWarnings("ArrayRecordComponent") // written as JSON and never compared
public record Frame(double rateHz, int samples, Map<String, double[]> channels) {

  private static final int CHANNELS = 6;
  private static final int POINTS = 128;

  static Frame of(SensorEvent event) {
    Map<String, double[]> thin = new LinkedHashMap<>();
    event.channels().entrySet().stream()
        .limit(CHANNELS)
        .forEach(each -> thin.put(each.getKey(), thinned(each.getValue())));
    int samples = event.channels().values().iterator().next().length;
    return new Frame(event.rateHz(), samples, thin);
  }

  private static double[] thinned(double[] samples) {
    if (samples.length <= POINTS) {
      return samples;
    }
    double[] thin = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      int from = (int) ((long) i * samples.length / POINTS);
      int to = (int) ((i + 1L) * samples.length / POINTS);
      thin[i] = furthest(Arrays.copyOfRange(samples, from, to));
    }
    return thin;
  }

  private static double furthest(double[] stretch) {
    double furthest = stretch[0];
    for (double sample : stretch) {
      if (Math.abs(sample) > Math.abs(furthest)) {
        furthest = sample;
      }
    }
    return furthest;
  }
}
