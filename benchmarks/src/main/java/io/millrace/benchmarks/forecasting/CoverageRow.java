package io.millrace.benchmarks.forecasting;

import io.millrace.transformers.series.Candidate;
import io.millrace.transformers.series.IntervalCoverage;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import io.millrace.workbench.proof.ProofRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.IntFunction;

/** Coverage of the calibrated interval on test rows; each seed must keep the bound. */
record CoverageRow(
    String name,
    BenchmarkSeries series,
    IntFunction<Candidate> candidate,
    double least,
    double most)
    implements ProofRow {

  private static final int[] SEEDS = {1, 2, 3};

  @Override
  public String requirement() {
    return String.format(
        Locale.ROOT,
        "the 80 %% interval holds %.0f to %.0f %% of test actuals after split-conformal"
            + " calibration on validation",
        100 * least,
        100 * most);
  }

  @Override
  public String published() {
    return "";
  }

  @Override
  public Measurement measure(Bench bench) {
    List<Double> shares = new ArrayList<>();
    StringBuilder byLead = new StringBuilder();
    for (int seed : SEEDS) {
      IntervalCoverage coverage =
          Objects.requireNonNull(new Run(series, candidate.apply(seed)).tested(bench).coverage());
      shares.add(100 * coverage.coverage());
      byLead.append(
          String.format(
              Locale.ROOT,
              "Seed %d: %.1f %% at lead 1, %.1f %% at lead 96. ",
              seed,
              100 * coverage.coverage(1),
              100 * coverage.coverage(96)));
    }
    double mean = shares.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    boolean kept = shares.stream().allMatch(share -> share >= 100 * least && share <= 100 * most);
    return new Measurement(
        String.format(Locale.ROOT, "%.1f %%", mean),
        kept,
        shares,
        byLead + candidate.apply(1).forecaster().toString() + ".");
  }
}
