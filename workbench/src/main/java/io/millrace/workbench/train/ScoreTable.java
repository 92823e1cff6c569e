package io.millrace.workbench.train;

import io.millrace.forecasting.LeadErrors;
import io.millrace.transformers.series.IntervalCoverage;
import io.millrace.transformers.series.ScoredForecaster;
import io.millrace.transformers.series.TrainedForecast;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** The held-out table: a row a forecaster, errors over all leads and at some. */
final class ScoreTable {

  private final TrainedForecast trained;
  private final List<String> variates;
  private final PrintWriter out;

  ScoreTable(TrainedForecast trained, List<String> variates, PrintWriter out) {
    this.trained = trained;
    this.variates = variates;
    this.out = out;
  }

  void print() {
    out.println();
    say("held out: %d windows, errors in scaled units; MSE/MAE at lead", trained.testWindows());
    StringBuilder head = new StringBuilder(text("%-24s %7s %7s %7s", "", "MSE", "MAE", "MASE"));
    for (int lead : trained.leads()) {
      head.append(text(" %15s", "lead " + lead));
    }
    out.println(head);
    trained.scores().forEach(this::row);
    IntervalCoverage coverage = trained.coverage();
    if (coverage != null) {
      say(
          "%.0f %% interval: holds %.1f %% of actuals, pinball loss %.4f",
          100 * coverage.target(), 100 * coverage.coverage(), coverage.pinball());
    }
    out.flush();
  }

  private void row(ScoredForecaster scored) {
    LeadErrors errors = scored.errors();
    StringBuilder row =
        new StringBuilder(
            text(
                "%-24s %7.4f %7.4f %7.3f",
                scored.name(), errors.mse(), errors.mae(), scored.mase()));
    for (int lead : trained.leads()) {
      row.append(text(" %7.4f/%7.4f", errors.mse(lead), errors.mae(lead)));
    }
    out.println(row);
  }

  /** MAE of the network's best point forecast over last value's: under 1 the network is better. */
  void printRatios() {
    ScoredForecaster naive = named("last value");
    ScoredForecaster network = best();
    out.println();
    out.println("MAE of " + network.name() + " / MAE of last value, by variate and lead");
    for (int variate = 0; variate < variates.size(); variate++) {
      StringBuilder row = new StringBuilder(text("%-24s", variates.get(variate)));
      for (int lead : trained.leads()) {
        double ratio = network.errors().mae(lead, variate) / naive.errors().mae(lead, variate);
        row.append(Double.isNaN(ratio) ? "       –" : text(" %7.3f", ratio));
      }
      out.println(row);
    }
    out.flush();
  }

  /** The network's own median, if it has one: MAE is what a median keeps small. */
  private ScoredForecaster best() {
    ScoredForecaster mean = trained.scores().get(0);
    return trained.scores().stream()
        .filter(scored -> scored.name().equals(mean.name() + ", median"))
        .findFirst()
        .orElse(mean);
  }

  private ScoredForecaster named(String name) {
    return trained.scores().stream()
        .filter(scored -> scored.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void say(String format, Object... values) {
    out.println(text(format, values));
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
