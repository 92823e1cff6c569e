package io.millrace.forecast.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.events.Forecast;
import io.millrace.events.VariateForecast;
import io.millrace.forecast.jobs.Job;
import io.millrace.forecast.models.Forecaster;
import io.millrace.forecasting.GapPolicy;
import io.millrace.forecasting.History;
import io.millrace.forecasting.HistoryPolicy;
import io.millrace.forecasting.Observation;
import io.millrace.forecasting.Outlook;
import io.millrace.forecasting.Served;
import io.millrace.forecasting.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SeriesStateTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int NAIVE_FEWEST = 20;

  private final Forecaster model = new Knower("m", List.of("a"), 48);

  @Test
  void aSeriesThatAModelKnowsWarmsUpForIt() {
    SeriesState state = state(30, List.of(model), Optional.of(forecast("seasonal-naive")));

    assertThat(state).isEqualTo(new SeriesState("warming", 30, 48, "m", null));
  }

  @Test
  void aSeriesThatNoModelKnowsWarmsUpForSeasonalNaive() {
    SeriesState state = state(12, List.of(), Optional.empty());

    assertThat(state).isEqualTo(new SeriesState("warming", 12, 20, null, null));
  }

  @Test
  void aLongSeriesThatNoModelKnowsIsServedBySeasonalNaive() {
    Forecaster other = new Knower("other", List.of("b"), 8);

    SeriesState state = state(30, List.of(other), Optional.of(forecast("seasonal-naive")));

    assertThat(state).isEqualTo(new SeriesState("naive", null, null, null, null));
  }

  @Test
  void whoseLastForecastIsAModelsIsServedByIt() {
    SeriesState state = state(60, List.of(model), Optional.of(forecast("m")));

    assertThat(state).isEqualTo(new SeriesState("model", null, null, "m", "1"));
  }

  private static SeriesState state(int steps, List<Forecaster> all, Optional<Forecast> latest) {
    return SeriesState.of(window(steps), Job.OTHERS, all, latest, NAIVE_FEWEST);
  }

  private static Window window(int steps) {
    History history = History.empty();
    for (int i = 0; i < steps; i++) {
      Observation observation =
          new Observation(START.plusSeconds(i), 0, new TreeMap<>(Map.of("a", (double) i)), false);
      history = history.accept(observation, HistoryPolicy.forLookback(96)).history();
    }
    return history.newestWindow(Integer.MAX_VALUE, new GapPolicy.Previous(5)).orElseThrow();
  }

  private static Forecast forecast(String servedBy) {
    return new Forecast(
        "s",
        START,
        servedBy,
        "1",
        servedBy,
        Duration.ofSeconds(1),
        1,
        Map.of("a", new VariateForecast(new double[] {1}, new TreeMap<>())),
        Map.of());
  }

  /** Knows some variates and is never asked. */
  private record Knower(String name, List<String> variates, int lookback) implements Forecaster {

    @Override
    public Served served() {
      return new Served(name, "1", name, variates, List.of(), 4);
    }

    @Override
    public Duration step() {
      return Duration.ofSeconds(1);
    }

    @Override
    public List<Outlook> forecast(List<Window> windows, int shape) {
      throw new UnsupportedOperationException("not asked here");
    }
  }
}
