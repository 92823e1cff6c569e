package io.millrace.workbench.train;

import io.millrace.transformers.series.IntervalCoverage;
import io.millrace.transformers.series.ScoredForecaster;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A backtest's rows in the terminal and as tidy CSV: a line for each fold and forecaster. */
final class BacktestTable {

  private static final String[] HEADER = {
    "fold",
    "model",
    "windows",
    "mse",
    "mae",
    "mase",
    "rel_mae",
    "smape",
    "pinball",
    "coverage_percent",
    "training_seconds",
    "inference_milliseconds"
  };

  private static final String HEAD =
      String.format(
          Locale.ROOT,
          "%-4s %-15s %7s %7s %7s %7s %7s %7s %7s %8s %8s",
          "fold",
          "model",
          "MSE",
          "MAE",
          "MASE",
          "relMAE",
          "sMAPE",
          "pinball",
          "cover",
          "train s",
          "infer ms");

  private static final int[] DIGITS = {4, 4, 3, 3, 1, 4, 1, 1, 3};

  private final PrintWriter out;

  BacktestTable(PrintWriter out) {
    this.out = out;
    out.println(HEAD);
    out.flush();
  }

  void add(Backtest.Row row) {
    line(Integer.toString(row.fold()), row.model(), numbers(row));
  }

  /** The mean over folds, if there are several. */
  void means(List<Backtest.Row> rows) {
    if (rows.stream().allMatch(row -> row.fold() == 1)) {
      return;
    }
    Map<String, List<double[]>> byModel =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    Backtest.Row::model,
                    LinkedHashMap::new,
                    Collectors.mapping(BacktestTable::numbers, Collectors.toList())));
    byModel.forEach((model, all) -> line("mean", model, mean(all)));
  }

  private static double[] mean(List<double[]> rows) {
    double[] mean = new double[rows.get(0).length];
    for (int column = 0; column < mean.length; column++) {
      int at = column;
      mean[at] = rows.stream().mapToDouble(row -> row[at]).average().orElse(Double.NaN);
    }
    return mean;
  }

  private void line(String fold, String model, double[] numbers) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-4s %-15s", fold, model));
    for (int column = 0; column < numbers.length; column++) {
      int width = column < numbers.length - 2 ? 7 : 8;
      int digits = DIGITS[column];
      line.append(' ')
          .append(
              Double.isNaN(numbers[column])
                  ? " ".repeat(width - 1) + "–"
                  : String.format(Locale.ROOT, "%" + width + "." + digits + "f", numbers[column]));
    }
    out.println(line);
    out.flush();
  }

  /** MSE to inference, as in the header; coverage in per cent. */
  private static double[] numbers(Backtest.Row row) {
    ScoredForecaster scored = row.scored();
    IntervalCoverage coverage = scored.coverage();
    return new double[] {
      scored.errors().mse(),
      scored.errors().mae(),
      scored.mase(),
      scored.relMae(),
      scored.smape(),
      coverage == null ? Double.NaN : coverage.pinball(),
      coverage == null ? Double.NaN : 100 * coverage.coverage(),
      scored.trainingSeconds(),
      scored.inferenceMillis()
    };
  }

  static void write(List<Backtest.Row> rows, Path file) throws IOException {
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader(HEADER).get();
    try (Writer writer = Files.newBufferedWriter(file);
        CSVPrinter csv = new CSVPrinter(writer, format)) {
      for (Backtest.Row row : rows) {
        csv.print(row.fold());
        csv.print(row.model());
        csv.print(row.testWindows());
        for (double number : numbers(row)) {
          csv.print(Double.isNaN(number) ? "" : Double.toString(number));
        }
        csv.println();
      }
    }
  }
}
