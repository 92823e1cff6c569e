package io.millrace.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.jfree.data.statistics.Regression;

/** Resident memory against work done. */
public final class MemoryCurve {

  private final List<double[]> samples = new ArrayList<>(); // {work, KiB}

  public void add(double work, long kibibytes) {
    samples.add(new double[] {work, kibibytes});
  }

  public int size() {
    return samples.size();
  }

  /** MiB. */
  public double first() {
    return samples.get(0)[1] / 1024;
  }

  /** MiB. */
  public double last() {
    return samples.get(samples.size() - 1)[1] / 1024;
  }

  /**
   * By how much the line of least squares through the second half of the work rises over that half,
   * as a share of the half's mean.
   */
  public double growthOverSecondHalf() {
    double[] last = samples.get(samples.size() - 1);
    List<double[]> half = samples.stream().filter(sample -> sample[0] >= last[0] / 2).toList();
    double slope = Regression.getOLSRegression(half.toArray(new double[0][]))[1];
    double mean = half.stream().mapToDouble(sample -> sample[1]).average().orElseThrow();
    return slope * (last[0] - half.get(0)[0]) / mean;
  }
}
