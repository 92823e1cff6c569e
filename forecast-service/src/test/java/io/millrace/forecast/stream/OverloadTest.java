package io.millrace.forecast.stream;

import static io.millrace.forecast.stream.TestStream.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.events.Forecast;
import io.millrace.events.ForecastDecision;
import io.millrace.events.Topics;
import io.millrace.forecast.jobs.Job;
import io.millrace.forecast.models.Forecaster;
import io.millrace.forecasting.GapPolicy;
import io.millrace.forecasting.History;
import io.millrace.forecasting.HistoryPolicy;
import io.millrace.forecasting.Ledger;
import io.millrace.forecasting.Observation;
import io.millrace.forecasting.Window;
import io.millrace.forecasting.alert.AlertStates;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverloadTest {

  private static final LivePlanner PLANNER = new LivePlanner(Duration.ofMinutes(1));

  private static final List<Forecaster> NETWORK = List.of(new DriftForecaster("drift", "a"));

  @TempDir Path folder;

  @Test
  void aStepThatWaitedTooLongIsSkippedWhenALaterOneWaits() {
    assertThat(PLANNER.plan(step(61_000, true), NETWORK))
        .isInstanceOfSatisfying(
            Plan.Skip.class, skip -> assertThat(skip.reason()).contains("waited PT1M1S"));
  }

  @Test
  void theNewestStepIsForecastHoweverLongItWaited() {
    assertThat(PLANNER.plan(step(61_000, false), NETWORK)).isInstanceOf(Plan.Serve.class);
    assertThat(PLANNER.plan(step(59_000, true), NETWORK)).isInstanceOf(Plan.Serve.class);
  }

  @Test
  void whatNoNetworkServesIsForecastHoweverLate() {
    assertThat(PLANNER.plan(step(61_000, true), List.of())).isInstanceOf(Plan.Naive.class);
  }

  @Test
  void aSkippedStepIsToldAndStillScored() {
    Settlement settlement = new Settlement(new NaiveSettings(4, List.of(0.1, 0.9), 2), 1, true);

    Settlement.Settled settled =
        settlement.settle(
            step(61_000, true),
            new SeriesState(Ledger.empty(), AlertStates.NONE),
            new Plan.Skip("overload"),
            Optional.empty(),
            Optional.empty());

    assertThat(settled.events())
        .singleElement()
        .isInstanceOfSatisfying(
            ForecastDecision.class,
            decision -> assertThat(decision.decision()).isEqualTo(Told.SKIP));
    assertThat(settled.served()).isEmpty();
  }

  @Test
  void aForecastSaysInWhichShapeItWasComputed() {
    try (TestStream stream = new TestStream(folder, 4).serve(new DriftForecaster("drift", "a"))) {
      for (int i = 0; i < 16; i++) {
        stream.pipe(reading("s", i, i));
      }
      stream.waitForPunctuation();
      List<Forecast> forecasts = stream.forecasts();
      assertThat(forecasts.get(0).attributes()).doesNotContainKey(Told.SHAPE); // naive
      assertThat(forecasts.get(forecasts.size() - 1).attributes()).containsEntry(Told.SHAPE, "4");
    }
  }

  @Test
  void aSilentSeriesIsForgottenAndBeginsAnewWhenItComesBack() {
    Duration month = Job.OTHERS.forgetAfter();
    try (TestStream stream = new TestStream(folder, 1)) {
      for (int i = 0; i < 10; i++) {
        stream.pipe(reading("s", i, i));
      }
      stream.waitForPunctuation();
      assertThat(stream.forecasts()).hasSize(3);

      stream.advance(month.plusSeconds(60));
      for (int i = 10; i < 20; i++) {
        stream.pipe(reading("s", i, i));
      }
      stream.waitForPunctuation();

      assertThat(stream.forecasts()).hasSize(3); // again from the eighth on
      assertThat(stream.records(Topics.REJECTED_EVENTS)).isEmpty();
    }
  }

  private static ClosedStep step(long waited, boolean overtaken) {
    History history = History.empty();
    for (int i = 0; i < 10; i++) {
      Observation observation =
          new Observation(
              TestStream.START.plusSeconds(i), 0, new TreeMap<>(Map.of("a", (double) i)), false);
      history = history.accept(observation, HistoryPolicy.forLookback(8)).history();
    }
    Window window = history.newestWindow(64, new GapPolicy.Previous(0)).orElseThrow();
    return new ClosedStep("s", Job.OTHERS, window, waited, overtaken);
  }
}
