package io.millrace.workbench.report;

import io.millrace.forecasting.SeriesTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** For those who work on the page: {@code ReportPreview ETTh1.csv DIR} writes one to look at. */
final class ReportPreview {

  private ReportPreview() {}

  public static void main(String[] arguments) throws IOException {
    List<String> lines = Files.readAllLines(Path.of(arguments[0]));
    List<String> names =
        List.of(lines.get(0).split(",")).subList(1, lines.get(0).split(",").length);
    List<Instant> times = new ArrayList<>();
    double[][] rows = new double[lines.size() - 1][];
    for (int i = 0; i < rows.length; i++) {
      String[] cells = lines.get(i + 1).split(",");
      times.add(Instant.parse(cells[0].replace(' ', 'T') + "Z"));
      rows[i] = Arrays.stream(cells, 1, cells.length).mapToDouble(Double::parseDouble).toArray();
    }
    SeriesTable table = new SeriesTable(names, times, rows, Duration.ofHours(1));
    Report report =
        new ExampleReport(table, 24, 48)
            .report(
                "Mean course on ETTh1, horizon 48",
                List.of(
                    Fact.of("data", "ETTh1.csv, 17420 rows of 7 variates"),
                    Fact.of("step", "1 h"),
                    Fact.of("season", "24 rows"),
                    Fact.of("missing values", "0; each would be taken from the row before"),
                    Fact.verbatim("command", "ReportPreview ETTh1.csv .")));
    System.out.println(ReportWriter.write(report, Path.of(arguments[1])));
  }
}
