package io.millrace.forecast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.forecasting.CalendarFeature;
import io.millrace.forecasting.GapPolicy;
import io.millrace.forecasting.History;
import io.millrace.forecasting.HistoryPolicy;
import io.millrace.forecasting.Observation;
import io.millrace.forecasting.Window;
import io.millrace.serving.Covariates;
import io.millrace.serving.ForecastInputs;
import io.millrace.serving.InvalidBundleException;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.ModelManifest;
import io.millrace.serving.Scaling;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BatchRowsTest {

  private static final Instant MIDNIGHT = Instant.parse("2026-01-01T00:00:00Z");
  private static final int LOOKBACK = 4;
  private static final int HORIZON = 3;
  private static final HistoryPolicy POLICY =
      HistoryPolicy.forLookback(LOOKBACK).withStep(Duration.ofHours(1)).withKnownAhead(24);

  @Test
  void theCalendarReachesFromTheFirstKnownStepToTheLastOneAhead() {
    BatchRows rows = rows(new Covariates(List.of(), List.of(), List.of("HOUR_OF_DAY"), null));

    ForecastInputs inputs = rows.batch(List.of(hours(12), hours(20))).inputs();

    for (int step = 0; step < LOOKBACK + HORIZON; step++) {
      Instant at = MIDNIGHT.plus(Duration.ofHours(17 + step)); // the window's last step is 20:00
      assertThat(inputs.known()[LOOKBACK + HORIZON + step])
          .isEqualTo(CalendarFeature.HOUR_OF_DAY.value(at));
    }
  }

  @Test
  void aVariateThatOnlyHelpsIsScaledByItsOwnScaler() {
    Scaling scaling = Scaling.of(new double[] {100}, new double[] {10});
    BatchRows rows = rows(new Covariates(List.of("wind"), List.of(), List.of(), scaling));

    ForecastInputs inputs = rows.batch(List.of(hours(20))).inputs();

    assertThat(inputs.past()).containsExactly(1.7f, 1.8f, 1.9f, 2.0f); // wind is 100 + the hour
  }

  @Test
  void whatIsKnownAheadReachesTheModelScaled() {
    BatchRows rows = rows(price());
    Window window = told(hoursOf(20), 17, 24).newestWindow(LOOKBACK, gaps()).orElseThrow();

    ForecastInputs inputs = rows.batch(List.of(window)).inputs();

    assertThat(rows.isTold(window)).isTrue();
    assertThat(inputs.known()).containsExactly(17, 18, 19, 20, 21, 22, 23); // price is the hour
  }

  @Test
  void aWindowIsNotForTheModelUntilAllIsToldThatItMustKnowAhead() {
    BatchRows rows = rows(price());

    Window window = told(hoursOf(20), 17, 23).newestWindow(LOOKBACK, gaps()).orElseThrow();

    assertThat(rows.isTold(window)).isFalse(); // 23:00 is the third hour ahead
  }

  @Test
  void aFilledValueIsMarkedForAModelThatReadsMarks() {
    BatchRows rows = new BatchRows(new ModelBundle(Path.of("a", "1"), manifest().withMask(true)));
    History history = hoursOf(17);
    for (int hour : new int[] {19, 20}) { // 18:00 is missing
      history = history.accept(reading(hour), POLICY).history();
    }
    Window window = history.newestWindow(LOOKBACK, gaps()).orElseThrow();

    ForecastInputs inputs = rows.batch(List.of(window)).inputs();

    assertThat(inputs.history()).containsExactly(17, 17, 19, 20);
    assertThat(inputs.mask()).containsExactly(0, 1, 0, 0);
  }

  @Test
  void aCalendarThatNobodyKnowsIsRefusedByName() {
    Covariates moon = new Covariates(List.of(), List.of(), List.of("PHASE_OF_MOON"), null);

    assertThatThrownBy(() -> rows(moon))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageContaining("covariates.calendar")
        .hasMessageContaining("found PHASE_OF_MOON");
  }

  private static BatchRows rows(Covariates covariates) {
    return new BatchRows(new ModelBundle(Path.of("a", "1"), manifest().withCovariates(covariates)));
  }

  private static ModelManifest manifest() {
    return ModelManifest.forecast(
        "a",
        "1",
        List.of("load"),
        Duration.ofHours(1),
        LOOKBACK,
        HORIZON,
        List.of(),
        Scaling.of(new double[1], new double[] {1}));
  }

  private static Covariates price() {
    return new Covariates(
        List.of(), List.of("price"), List.of(), Scaling.of(new double[1], new double[] {1}));
  }

  private static GapPolicy gaps() {
    return new GapPolicy.Previous(5);
  }

  /** The last steps up to an hour of the first day. */
  private static Window hours(int last) {
    return hoursOf(last).newestWindow(LOOKBACK, gaps()).orElseThrow();
  }

  private static History hoursOf(int last) {
    History history = History.empty();
    for (int hour = 0; hour <= last; hour++) {
      history = history.accept(reading(hour), POLICY).history();
    }
    return history;
  }

  private static History told(History history, int from, int to) {
    History told = history;
    for (int hour = from; hour < to; hour++) {
      told = told.known(observation(hour, Map.of("price", (double) hour)), POLICY).history();
    }
    return told;
  }

  /** Load is the hour, wind 100 more. */
  private static Observation reading(int hour) {
    return observation(hour, Map.of("load", (double) hour, "wind", 100.0 + hour));
  }

  private static Observation observation(int hour, Map<String, Double> values) {
    return new Observation(MIDNIGHT.plus(Duration.ofHours(hour)), 0, new TreeMap<>(values), false);
  }
}
