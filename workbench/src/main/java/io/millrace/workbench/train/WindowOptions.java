package io.millrace.workbench.train;

import io.millrace.forecasting.CalendarFeature;
import io.millrace.forecasting.NaiveForecasts;
import io.millrace.forecasting.Seasonality;
import io.millrace.forecasting.SeriesTable;
import io.millrace.transformers.series.SeriesCovariates;
import io.millrace.workbench.csv.SeriesFacts;
import io.millrace.workbench.csv.SeriesFile;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is forecast from what: the same for every forecaster that is compared. */
public final class WindowOptions {

  private static final int SEASONS = 4;
  private static final int SHORTEST_LOOKBACK = 48;
  private static final int LONGEST_LOOKBACK = 192;
  private static final int SHORTEST_HORIZON = 12;
  private static final int LONGEST_HORIZON = 48;

  /** A part of the split must hold a window: the horizon within a tenth of the rows. */
  private static final int ROWS_A_HORIZON = 12;

  @Option(
      names = "--lookback",
      description = "rows a forecast sees (default: four seasons, 48 to 192)")
  @Nullable Integer lookback;

  @Option(names = "--horizon", description = "rows a forecast gives (default: a season, 12 to 48)")
  @Nullable Integer horizon;

  @Option(names = "--season", description = "rows of a season (default: as the data show it)")
  @Nullable Integer season;

  @Option(
      names = "--quantiles",
      split = ",",
      description = "levels in (0, 1), ascending, or none (${DEFAULT-VALUE})")
  List<String> quantiles = List.of("0.1", "0.5", "0.9");

  @Option(
      names = "--gaps",
      description = "fill of missing values: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
  GapKind gaps = GapKind.PREVIOUS;

  @Option(
      names = "--gap-limit",
      description = "longest run of missing values that is filled (default: the lookback)")
  @Nullable Integer gapLimit;

  @Option(
      names = "--past",
      split = ",",
      paramLabel = "COLUMN",
      description = "covariates known up to the issue time only")
  List<String> past = List.of();

  @Option(
      names = "--known",
      split = ",",
      paramLabel = "COLUMN",
      description = "covariates known over the horizon too")
  List<String> known = List.of();

  @Option(
      names = "--calendar",
      negatable = true,
      description = "let it see hour, weekday and so on, as far as they change at this step")
  boolean calendar;

  /**
   * What follows from the options and, where they are silent, from the data; what the data decided
   * then stands in the options, so that a recipe can repeat it.
   */
  Plan plan(SeriesFile file) {
    SeriesFacts facts = file.facts();
    int seasonal = facts.season() == Seasonality.NONE ? usual(facts) : facts.season();
    int longest = Math.max(1, facts.rows() / ROWS_A_HORIZON);
    int ahead =
        horizon == null
            ? Math.min(longest, clamp(seasonal, SHORTEST_HORIZON, LONGEST_HORIZON))
            : horizon;
    int back =
        lookback == null
            ? Math.min(2 * longest, clamp(SEASONS * seasonal, SHORTEST_LOOKBACK, LONGEST_LOOKBACK))
            : lookback;
    file.requireWindow(back, ahead);
    lookback = back;
    horizon = ahead;
    season = season == null ? Integer.valueOf(Math.min(seasonal, back)) : season;
    gapLimit = gapLimit == null ? Integer.valueOf(back) : gapLimit;
    SeriesTable table = FilledSeries.of(file, gaps.of(gapLimit, season));
    return new Plan(table, back, ahead, season, covariates(table), levels());
  }

  private static int usual(SeriesFacts facts) {
    return NaiveForecasts.season(facts.step());
  }

  private static int clamp(int value, int least, int most) {
    return Math.max(least, Math.min(most, value));
  }

  private SeriesCovariates covariates(SeriesTable table) {
    for (String each : past) {
      requireVariate(table, "--past", each);
    }
    for (String each : known) {
      requireVariate(table, "--known", each);
    }
    return new SeriesCovariates(
        past, known, calendar ? CalendarFeature.of(table.step()) : List.of());
  }

  private static void requireVariate(SeriesTable table, String option, String name) {
    if (table.indexOf(name) < 0) {
      throw new IllegalArgumentException(
          option + ": no column " + name + " among " + String.join(", ", table.variates()));
    }
  }

  private List<Double> levels() {
    if (quantiles.equals(List.of("none"))) {
      return List.of();
    }
    try {
      return quantiles.stream().map(Double::valueOf).toList();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--quantiles: expected levels like 0.1,0.5,0.9 or none, found "
              + String.join(",", quantiles),
          e);
    }
  }

  /**
   * Windows of one table.
   *
   * @param table without missing values
   * @param season in steps
   * @param levels of quantiles
   */
  record Plan(
      SeriesTable table,
      int lookback,
      int horizon,
      int season,
      SeriesCovariates covariates,
      List<Double> levels) {}
}
