package io.millrace.workbench.csv;

import io.millrace.forecasting.Seasonality;
import io.millrace.forecasting.SeriesTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a file turned out to hold.
 *
 * @param rows of the file, header not counted
 * @param season in steps, that most variates show, of two the longer; {@link Seasonality#NONE} =
 *     none
 * @param missing values by variate, those of inserted rows too; in the file's order
 * @param inserted rows of the grid for which the file has none
 * @param warnings what may be meant, but is worth a look, a sentence each
 */
public record SeriesFacts(
    int rows,
    Duration step,
    int season,
    Map<String, Integer> missing,
    int inserted,
    List<String> warnings) {

  /** The latest rows show the season; all of a long file would take minutes to compare. */
  private static final int SEASON_ROWS = 4096;

  private static final int COLUMNS_TOLD = 5;

  public SeriesFacts {
    missing = Collections.unmodifiableMap(new LinkedHashMap<>(missing));
    warnings = List.copyOf(warnings);
  }

  static SeriesFacts of(SeriesTable table, int rows) {
    Map<String, Integer> missing = new LinkedHashMap<>();
    Map<Integer, Integer> seasons = new TreeMap<>();
    List<String> warnings = new ArrayList<>();
    for (int variate = 0; variate < table.variates().size(); variate++) {
      String name = table.variates().get(variate);
      double[] column = table.column(variate);
      missing.put(name, (int) Arrays.stream(column).filter(Double::isNaN).count());
      seasons.merge(Seasonality.detect(latest(column)), 1, Integer::sum);
      if (Extent.of(column).isPoint()) {
        warnings.add(
            "column %s is %s throughout: there is nothing to forecast"
                .formatted(name, Extent.of(column).lowest()));
      }
    }
    return new SeriesFacts(
        rows, table.step(), mostCommon(seasons), missing, table.length() - rows, warnings);
  }

  public int missingValues() {
    return missing.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** One line for the person at the terminal. */
  public String description() {
    return "%d rows of %d variates, step %s, %d missing values%s, %s%s"
        .formatted(
            rows,
            missing.size(),
            step,
            missingValues(),
            missingByColumn(),
            season == Seasonality.NONE ? "no clear season" : "season of " + season + " steps",
            inserted == 0 ? "" : ", " + inserted + " rows inserted that the file lacks");
  }

  private String missingByColumn() {
    List<String> lacking =
        missing.entrySet().stream()
            .filter(entry -> entry.getValue() > 0)
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .toList();
    return lacking.isEmpty()
        ? ""
        : lacking.stream().limit(COLUMNS_TOLD).collect(Collectors.joining(", ", " (", ""))
            + (lacking.size() > COLUMNS_TOLD ? ", ...)" : ")");
  }

  private static double[] latest(double[] column) {
    return Arrays.copyOfRange(column, Math.max(0, column.length - SEASON_ROWS), column.length);
  }

  private static int mostCommon(Map<Integer, Integer> seasons) {
    return Collections.max(
            seasons.entrySet(),
            Map.Entry.<Integer, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey()))
        .getKey();
  }
}
