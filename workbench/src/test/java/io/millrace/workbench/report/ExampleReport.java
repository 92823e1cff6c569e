package io.millrace.workbench.report;

import io.millrace.forecasting.LeadErrors;
import io.millrace.forecasting.Metrics;
import io.millrace.forecasting.RowRange;
import io.millrace.forecasting.Scaler;
import io.millrace.forecasting.SeriesTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A report of real numbers without a network: the season's mean course is the model, its errors on
 * the first rows make the intervals, and the naive forecasters are its controls. The last fifth of
 * the rows is held out.
 */
final class ExampleReport {

  private static final double TARGET = 0.8;
  private static final double NARROW = 0.5;

  private final SeriesTable table;
  private final int season;
  private final int lookback;
  private final int horizon;
  private final int border;
  private final Scaler scaler;
  private final double[][] rows; // scaled, [row][variate]
  private final List<Rule> rules;
  private final double[][][] errors; // of the model before the border, ascending: [lead][variate][]

  /** Forecasts one number of scaled rows. */
  private interface Point {
    double at(int issued, int lead, int variate);
  }

  private record Rule(String name, Point point) {}

  ExampleReport(SeriesTable table, int season, int horizon) {
    this.table = table.filledWithPrevious();
    this.season = season;
    this.lookback = 4 * season;
    this.horizon = horizon;
    border = table.length() * 4 / 5;
    scaler = Scaler.fit(this.table, new RowRange(0, border));
    rows = scaled();
    rules =
        List.of(
            new Rule("Mean course", this::meanCourse),
            new Rule("last value", (issued, lead, variate) -> rows[issued][variate]),
            new Rule("seasonal-naive", this::seasonal),
            new Rule("window mean", (issued, lead, variate) -> windowMean(issued, variate)));
    errors = modelErrors();
  }

  private double[][] scaled() {
    double[][] scaled = new double[table.length()][table.variates().size()];
    for (int row = 0; row < scaled.length; row++) {
      for (int variate = 0; variate < scaled[row].length; variate++) {
        scaled[row][variate] = scaler.scaled(variate, table.rows()[row][variate]);
      }
    }
    return scaled;
  }

  private double meanCourse(int issued, int lead, int variate) {
    double sum = 0;
    for (int back = 1; back <= 3; back++) {
      sum += rows[issued + (lead - 1) % season + 1 - back * season][variate];
    }
    return (sum / 3 + rows[issued][variate] * 0.25) / 1.25;
  }

  private double seasonal(int issued, int lead, int variate) {
    return rows[issued + (lead - 1) % season + 1 - season][variate];
  }

  private double windowMean(int issued, int variate) {
    return Arrays.stream(rows, issued + 1 - lookback, issued + 1)
        .mapToDouble(row -> row[variate])
        .average()
        .orElseThrow();
  }

  private double[][][] modelErrors() {
    double[][][] sorted = new double[horizon][table.variates().size()][];
    for (int lead = 1; lead <= horizon; lead++) {
      for (int variate = 0; variate < table.variates().size(); variate++) {
        double[] each = new double[border - horizon - lookback];
        for (int i = 0; i < each.length; i++) {
          int issued = lookback + i;
          each[i] = rows[issued + lead][variate] - meanCourse(issued, lead, variate);
        }
        Arrays.sort(each);
        sorted[lead - 1][variate] = each;
      }
    }
    return sorted;
  }

  private double quantile(int issued, int lead, int variate, double level) {
    double[] sorted = errors[lead - 1][variate];
    return meanCourse(issued, lead, variate) + sorted[(int) (level * (sorted.length - 1))];
  }

  Report report(String title, List<Fact> facts) {
    List<HeldOutRow> held = new ArrayList<>();
    List<LeadCurve> byLead = new ArrayList<>();
    double seasonalMae = measured(rules.get(2)).mae();
    for (Rule rule : rules) {
      LeadErrors measured = measured(rule);
      double[] curve = new double[horizon];
      Arrays.setAll(curve, i -> measured.mse(i + 1));
      byLead.add(new LeadCurve(rule.name(), curve));
      PointScores scores =
          new PointScores(
              measured.mse(),
              measured.mae(),
              measured.mase(maseScales()),
              measured.mae() / seasonalMae,
              Double.NaN);
      held.add(
          rule == rules.get(0)
              ? HeldOutRow.model(rule.name(), scores)
                  .with(new IntervalScores(pinball(), mean(coverage())))
                  .with(new Cost(0.4, 0.02))
              : HeldOutRow.control(rule.name(), scores));
    }
    return new Report(
        title,
        facts,
        losses(),
        new HeldOut("scaled units", issues().length, TARGET, held),
        new ErrorByLead("MSE", table.step(), byLead),
        new CoverageByLead(
            TARGET, table.step(), List.of(new LeadCurve(rules.get(0).name(), coverage()))),
        fans());
  }

  /** Nothing was trained here; the shape is that of a run that stopped early. */
  private List<LossCurve> losses() {
    List<LossCurve.EpochLoss> epochs = new ArrayList<>();
    for (int epoch = 1; epoch <= 9; epoch++) {
      double drift = epoch > 6 ? 0.01 * (epoch - 6) : 0;
      epochs.add(
          new LossCurve.EpochLoss(epoch, 0.3 + 0.5 / epoch, 0.42 + 0.3 / (epoch * epoch) + drift));
    }
    return List.of(
        new LossCurve(rules.get(0).name(), "drawn by hand, nothing was trained", 6, epochs));
  }

  private int[] issues() {
    int[] issues = new int[table.length() - horizon - border];
    Arrays.setAll(issues, i -> border + i);
    return issues;
  }

  private LeadErrors measured(Rule rule) {
    LeadErrors measured = new LeadErrors(horizon, table.variates().size());
    for (int issued : issues()) {
      for (int lead = 1; lead <= horizon; lead++) {
        for (int variate = 0; variate < table.variates().size(); variate++) {
          measured.add(
              lead, variate, rows[issued + lead][variate], rule.point().at(issued, lead, variate));
        }
      }
    }
    return measured;
  }

  private double[] maseScales() {
    double[] scales = new double[table.variates().size()];
    Arrays.setAll(scales, v -> Metrics.maseScale(rows, new RowRange(0, border), season, v));
    return scales;
  }

  private double[] coverage() {
    double[] covered = new double[horizon];
    for (int issued : issues()) {
      for (int lead = 1; lead <= horizon; lead++) {
        for (int variate = 0; variate < table.variates().size(); variate++) {
          double low = quantile(issued, lead, variate, (1 - TARGET) / 2);
          double high = quantile(issued, lead, variate, (1 + TARGET) / 2);
          covered[lead - 1] +=
              Metrics.covered(rows[issued + lead][variate], low, high)
                  ? 1.0 / issues().length / table.variates().size()
                  : 0;
        }
      }
    }
    return covered;
  }

  private double pinball() {
    double sum = 0;
    for (int issued : issues()) {
      for (int lead = 1; lead <= horizon; lead++) {
        for (double level : List.of(0.1, 0.9)) {
          sum += Metrics.pinball(level, rows[issued + lead][0], quantile(issued, lead, 0, level));
        }
      }
    }
    return sum / issues().length / horizon / 2;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private Fans fans() {
    int[] issues = issues();
    double[] ranked = Arrays.stream(issues).mapToDouble(this::windowError).toArray();
    Map<Pick, Integer> picked = Pick.among(ranked);
    List<FanWindow> windows = new ArrayList<>();
    for (Pick pick : Pick.values()) {
      int at = picked.get(pick);
      Instant issuedAt = table.times().get(issues[at]);
      windows.add(new FanWindow(pick, issuedAt, ranked[at], variates(issues[at])));
    }
    return new Fans(rules.get(0).name(), "mean", "MSE", issues.length, table.step(), windows);
  }

  private double windowError(int issued) {
    double sum = 0;
    for (int lead = 1; lead <= horizon; lead++) {
      for (int variate = 0; variate < table.variates().size(); variate++) {
        double error = rows[issued + lead][variate] - meanCourse(issued, lead, variate);
        sum += error * error;
      }
    }
    return sum / horizon / table.variates().size();
  }

  private List<FanVariate> variates(int issued) {
    List<FanVariate> fans = new ArrayList<>();
    for (int variate = 0; variate < table.variates().size(); variate++) {
      int v = variate;
      double[] history = new double[lookback];
      Arrays.setAll(history, i -> table.rows()[issued + 1 - lookback + i][v]);
      double[] actual = new double[horizon];
      Arrays.setAll(actual, i -> table.rows()[issued + 1 + i][v]);
      double[] point = new double[horizon];
      Arrays.setAll(point, i -> scaler.unscaled(v, meanCourse(issued, i + 1, v)));
      fans.add(
          new FanVariate(
              table.variates().get(v),
              history,
              actual,
              point,
              List.of(band(issued, v, TARGET), band(issued, v, NARROW))));
    }
    return fans;
  }

  private Band band(int issued, int variate, double level) {
    double[] low = new double[horizon];
    double[] high = new double[horizon];
    for (int i = 0; i < horizon; i++) {
      low[i] = scaler.unscaled(variate, quantile(issued, i + 1, variate, (1 - level) / 2));
      high[i] = scaler.unscaled(variate, quantile(issued, i + 1, variate, (1 + level) / 2));
    }
    return new Band(level, low, high);
  }
}
