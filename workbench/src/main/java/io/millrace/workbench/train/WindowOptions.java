package io.millrace.workbench.train;

import io.millrace.forecasting.CalendarFeature;
import io.millrace.forecasting.GapPolicy;
import io.millrace.forecasting.NaiveForecasts;
import io.millrace.forecasting.Seasonality;
import io.millrace.forecasting.SeriesTable;
import io.millrace.transformers.series.HiddenValues;
import io.millrace.transformers.series.Levels;
import io.millrace.transformers.series.SeriesCovariates;
import io.millrace.workbench.csv.SeriesFacts;
import io.millrace.workbench.csv.SeriesFile;
import java.util.ArrayList;
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

  private static final long HIDING_SEED = 1;

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
      paramLabel = "LEVEL,..",
      description = "levels in (0, 1), ascending, or none (${DEFAULT-VALUE})")
  String quantiles = "0.1,0.5,0.9";

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
      paramLabel = "COLUMN,..",
      description = "covariates known up to the issue time only")
  String past = "";

  @Option(
      names = "--known",
      paramLabel = "COLUMN,..",
      description = "covariates known over the horizon too")
  String known = "";

  @Option(
      names = "--calendar",
      negatable = true,
      description = "let it see hour, weekday and so on, as far as they change at this step")
  boolean calendar;

  @Option(
      names = "--mask",
      negatable = true,
      description =
          "let it see which values were filled in; some of each training window are hidden, so"
              + " that it learns what that means")
  boolean mask;

  @Option(
      names = "--hidden",
      paramLabel = "SHARE",
      description = "with --mask: of a training window's values, on average (${DEFAULT-VALUE})")
  double hidden = 0.1;

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
    season = season == null ? Integer.valueOf(seasonal) : season;
    requireSeason(season, file);
    gapLimit = gapLimit == null ? Integer.valueOf(back) : gapLimit;
    GapPolicy policy = gaps.of(gapLimit, season);
    SeriesTable table = FilledSeries.of(file, policy);
    return new Plan(
        table, file.table(), back, ahead, season, covariates(table), levels(), hiding(policy));
  }

  private static int usual(SeriesFacts facts) {
    return NaiveForecasts.season(facts.step());
  }

  private static int clamp(int value, int least, int most) {
    return Math.max(least, Math.min(most, value));
  }

  /** A seasonal-naive forecast of the first test row must find a season before it. */
  private static void requireSeason(int season, SeriesFile file) {
    int most = file.table().length() / 2;
    if (season < 1 || season > most) {
      throw new IllegalArgumentException(
          "--season: expected 1 to half of the rows, %d, found %d".formatted(most, season));
    }
  }

  private SeriesCovariates covariates(SeriesTable table) {
    return new SeriesCovariates(
        present(table, "--past", past),
        present(table, "--known", known),
        calendar ? CalendarFeature.of(table.step()) : List.of());
  }

  private static List<String> present(SeriesTable table, String option, String text) {
    List<String> names = Names.of(text);
    for (String name : names) {
      if (table.indexOf(name) < 0) {
        throw new IllegalArgumentException(
            option + ": no column " + name + " among " + String.join(", ", table.variates()));
      }
    }
    return names;
  }

  private @Nullable HiddenValues hiding(GapPolicy policy) {
    if (!mask) {
      return null;
    }
    if (!(hidden > 0 && hidden <= HiddenValues.LARGEST_SHARE)) {
      throw new IllegalArgumentException(
          "--hidden: expected a share above 0, up to %s, found %s"
              .formatted(HiddenValues.LARGEST_SHARE, hidden));
    }
    return new HiddenValues(hidden, HIDING_SEED, policy);
  }

  private List<Double> levels() {
    if (quantiles.equals("none")) {
      return List.of();
    }
    try {
      return Levels.checked(Names.of(quantiles).stream().map(Double::valueOf).toList());
    } catch (IllegalArgumentException e) { // of a text that is no number, too
      throw new IllegalArgumentException(
          "--quantiles: expected rising levels inside (0, 1), like 0.1,0.5,0.9, or none; found "
              + quantiles,
          e);
    }
  }

  /**
   * Windows of one table.
   *
   * @param table without missing values
   * @param observed as in the file, NaN = missing
   * @param season in steps
   * @param levels of quantiles
   * @param hidden of training windows, for a network that reads a mask; null = none does
   */
  record Plan(
      SeriesTable table,
      SeriesTable observed,
      int lookback,
      int horizon,
      int season,
      SeriesCovariates covariates,
      List<Double> levels,
      @Nullable HiddenValues hidden) {

    /** How many variates are forecast. */
    int targets() {
      return table.variates().size() - covariates.past().size() - covariates.known().size();
    }

    Plan seeing(SeriesCovariates others) {
      return new Plan(table, observed, lookback, horizon, season, others, levels, hidden);
    }

    /** The same, the variates that are forecast in this order, then the covariates. */
    Plan ordered(List<String> targets) {
      List<String> columns = new ArrayList<>(targets);
      columns.addAll(covariates.past());
      columns.addAll(covariates.known());
      return new Plan(
          table.select(columns),
          observed.select(columns),
          lookback,
          horizon,
          season,
          covariates,
          levels,
          hidden);
    }
  }
}
