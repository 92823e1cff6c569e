package io.millrace.transformers.series;

import io.millrace.forecasting.CalendarFeature;
import io.millrace.forecasting.RowRange;
import io.millrace.forecasting.Scaler;
import io.millrace.forecasting.SeriesTable;
import io.millrace.forecasting.Split;
import io.millrace.forecasting.Windows;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table, split in time, scaled by its training rows and cut into windows.
 *
 * @param variates that are forecast
 * @param scaler of those
 * @param covariateScaler of past, then of known covariates
 */
public record ForecastData(
    List<String> variates,
    SeriesCovariates covariates,
    Split split,
    Scaler scaler,
    Scaler covariateScaler,
    WindowExamples training,
    WindowExamples validation,
    WindowExamples test) {

  public ForecastData {
    variates = List.copyOf(variates);
  }

  /**
   * @param table without missing values
   * @param observed the same table with them, NaN: what stands in for them is not scored
   * @throws IllegalArgumentException if a part of the split is too short for one window
   */
  public static ForecastData of(
      SeriesTable table,
      SeriesTable observed,
      SeriesCovariates covariates,
      Split split,
      int lookback,
      int horizon) {
    return of(table, observed, covariates, split, lookback, horizon, null);
  }

  /**
   * @param table without missing values
   * @param observed the same table with them, NaN: what stands in for them is not scored
   * @param hidden of training windows, and every window says by a mask what was filled in; null =
   *     nothing is hidden, and there is no mask
   * @throws IllegalArgumentException if a part of the split is too short for one window
   */
  public static ForecastData of(
      SeriesTable table,
      SeriesTable observed,
      SeriesCovariates covariates,
      Split split,
      int lookback,
      int horizon,
      @Nullable HiddenValues hidden) {
    SeriesTable targets = table.select(covariates.targets(table.variates()));
    SeriesTable past = table.select(covariates.past());
    SeriesTable known = table.select(covariates.known());
    Scaler scaler = Scaler.fit(targets, split.training());
    Scaler pastScaler = Scaler.fit(past, split.training());
    Scaler knownScaler = Scaler.fit(known, split.training());
    ScaledSeries series =
        new ScaledSeries(
            scaler.scaled(targets.rows()),
            targets.variates().size(),
            missing(observed.select(targets.variates())),
            pastScaler.scaled(past.rows()),
            past.variates().size(),
            known(knownScaler.scaled(known.rows()), known, covariates.calendar()),
            known.variates().size() + covariates.calendar().size());
    return new ForecastData(
        targets.variates(),
        covariates,
        split,
        scaler,
        pastScaler.and(knownScaler),
        windows("training", series, split.training(), lookback, horizon).hiding(hidden),
        windows("validation", series, split.validation(), lookback, horizon).masked(hidden != null),
        windows("test", series, split.test(), lookback, horizon).masked(hidden != null));
  }

  /** The same windows, nothing hidden, for forecasters that read no mask. */
  public ForecastData unmasked() {
    return new ForecastData(
        variates,
        covariates,
        split,
        scaler,
        covariateScaler,
        training.masked(false),
        validation.masked(false),
        test.masked(false));
  }

  /** The tensors of its windows. */
  public InputShape shape() {
    return training.shape();
  }

  /** {@code [time, variates]}; empty if nothing is. */
  private static boolean[] missing(SeriesTable observed) {
    if (observed.missing() == 0) {
      return new boolean[0];
    }
    int width = observed.variates().size();
    boolean[] missing = new boolean[observed.length() * width];
    for (int i = 0; i < missing.length; i++) {
      missing[i] = Double.isNaN(observed.rows()[i / width][i % width]);
    }
    return missing;
  }

  /** {@code [time, known + calendar]}. */
  private static float[] known(float[] scaled, SeriesTable table, List<CalendarFeature> calendar) {
    int first = table.variates().size();
    int columns = first + calendar.size();
    float[] known = new float[table.length() * columns];
    for (int row = 0; row < table.length(); row++) {
      System.arraycopy(scaled, row * first, known, row * columns, first);
      Instant at = table.times().get(row);
      for (int feature = 0; feature < calendar.size(); feature++) {
        known[row * columns + first + feature] = calendar.get(feature).value(at);
      }
    }
    return known;
  }

  private static WindowExamples windows(
      String part, ScaledSeries series, RowRange rows, int lookback, int horizon) {
    WindowExamples windows = new WindowExamples(series, new Windows(rows, lookback, horizon));
    if (windows.count() == 0) {
      throw new IllegalArgumentException(
          "the %s part has %d rows; lookback %d and horizon %d need at least %d"
              .formatted(part, rows.size(), lookback, horizon, lookback + horizon));
    }
    return windows;
  }
}
