package io.millrace.transformers.series;

import io.millrace.forecasting.SeriesTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Two noisy sines of different length, hour by hour. */
final class Waves {

  private Waves() {}

  /** The first rows are the same for any length. */
  static SeriesTable of(int length) {
    Random noise = new Random(8);
    double[][] rows = new double[length][];
    for (int row = 0; row < length; row++) {
      rows[row] =
          new double[] {
            10 + 3 * Math.sin(row * 2 * Math.PI / 24) + 0.3 * noise.nextGaussian(),
            Math.cos(row * 2 * Math.PI / 12) + 0.1 * noise.nextGaussian()
          };
    }
    return new SeriesTable(List.of("level", "tide"), hours(length), rows, Duration.ofHours(1));
  }

  static List<Instant> hours(int length) {
    return IntStream.range(0, length)
        .mapToObj(row -> Instant.EPOCH.plusSeconds(3600L * row))
        .toList();
  }
}
