package io.millrace.benchmarks.forecast;

import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import io.millrace.workbench.proof.ProofRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Online calibration through the ledger itself: coverage of a 90 % interval and what it costs.
 * Every bucket of leads is judged twice, at the scored lead that it ends with and over all its
 * leads. The trackers' constants were chosen on other seeds (1, 2 and 3) of the processes, on the
 * training and validation rows of ETTh1 and on the exchange rates.
 *
 * @param points judged of each half
 * @param seeds paths of each process and factor
 */
record CalibrationRow(int points, int seeds, long seed) implements ProofRow {

  static final double LEAST = 0.88;
  static final double MOST = 0.92;
  static final double DEAREST = 1.10;

  private static final double[] FACTORS = {0.5, 2};

  /** Hours; misses of neighbouring days are related. */
  private static final int BLOCK = 168;

  @Override
  public String name() {
    return "coverage";
  }

  @Override
  public String requirement() {
    return String.format(
        Locale.ROOT,
        "variance doubled between halves of %d points: every lead bucket of a 90 %% target within"
            + " %.0f to %.0f %%, no width 0 or infinite, pinball at most %.2f × the true interval's;"
            + " ETTh1: the same coverage give or take one block-bootstrap error, pinball at most"
            + " static split-conformal's",
        points,
        100 * LEAST,
        100 * MOST,
        DEAREST);
  }

  @Override
  public String published() {
    return "";
  }

  @Override
  public Measurement measure(Bench bench) {
    List<Double> coverages = new ArrayList<>();
    double dearest = 0;
    boolean wide = true;
    for (KnownProcess process : KnownProcess.values()) {
      for (double factor : FACTORS) {
        for (int i = 0; i < seeds; i++) {
          SyntheticCalibration run = new SyntheticCalibration(process, factor, points, seed + i);
          for (IntervalAccount half : run.halves()) {
            bench.say("  %s: %s", run, described(half));
            for (int bucket = 0; bucket < half.buckets(); bucket++) {
              coverages.add(half.coverageAtEnd(bucket));
              coverages.add(half.coverage(bucket));
              dearest = Math.max(dearest, half.pinballRatio(bucket));
            }
            wide &= half.hasWidth();
          }
        }
      }
    }
    IntervalAccount ett = new EttCalibration(SyntheticCalibration.BEGINNING, 1).test(bench);
    bench.say("  ETTh1: %s", described(ett));
    double least = coverages.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    double most = coverages.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    boolean kept =
        least >= LEAST
            && most <= MOST
            && dearest <= DEAREST
            && wide
            && ett.hasWidth()
            && ett.pinballRatio() <= 1
            && isCovered(ett);
    return new Measurement(
        String.format(
            Locale.ROOT,
            "%.1f to %.1f %% and pinball at most %.3f × the true interval's; ETTh1: %s; pinball"
                + " %.3f × static",
            100 * least,
            100 * most,
            dearest,
            coverage(ett),
            ett.pinballRatio()),
        kept,
        List.of(),
        note());
  }

  private static boolean isCovered(IntervalAccount ett) {
    boolean covered = true;
    for (int bucket = 0; bucket < ett.buckets(); bucket++) {
      double error = ett.coverageError(bucket, BLOCK);
      double coverage = ett.coverage(bucket);
      covered &= coverage >= LEAST - error && coverage <= MOST + error;
    }
    return covered;
  }

  private static String coverage(IntervalAccount ett) {
    List<String> buckets = new ArrayList<>();
    for (int bucket = 0; bucket < ett.buckets(); bucket++) {
      buckets.add(
          String.format(
              Locale.ROOT,
              "%.1f ± %.1f %%",
              100 * ett.coverage(bucket),
              100 * ett.coverageError(bucket, BLOCK)));
    }
    return String.join(", ", buckets);
  }

  private static String described(IntervalAccount account) {
    StringBuilder text = new StringBuilder();
    for (int bucket = 0; bucket < account.buckets(); bucket++) {
      text.append(
          String.format(
              Locale.ROOT,
              "to lead %d %.1f %% (at it %.1f %%), pinball × %.3f (all quantiles %.3f); ",
              account.end(bucket),
              100 * account.coverage(bucket),
              100 * account.coverageAtEnd(bucket),
              account.pinballRatio(bucket),
              account.pinballRatioOfAll(bucket)));
    }
    return text + String.format(Locale.ROOT, "narrowest %.3g", account.narrowest());
  }

  private String note() {
    return String.format(
        Locale.ROOT,
        "Processes %s, horizon 24, %d seeds from %d; the forecaster's own interval is the same at"
            + " every step and lead, 0.5 or 2 times the true one's mean width. Buckets end at leads"
            + " 1, 6, 12 and 24; each is judged at its last lead and over all of its leads; the"
            + " first %d steps of each half are not judged. Pinball of the interval's two bounds,"
            + " the dearest bucket. ETTh1: RLinear with quantiles, the first %d of its 2,880 test"
            + " steps not judged; pinball of scaled values over all buckets; blocks of a week. That"
            + " part was looked at while the calibration was designed, so it is no blind test.",
        List.of(KnownProcess.values()),
        seeds,
        seed,
        SyntheticCalibration.BEGINNING,
        SyntheticCalibration.BEGINNING);
  }
}
