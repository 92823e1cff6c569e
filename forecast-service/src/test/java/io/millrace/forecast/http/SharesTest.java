package io.millrace.forecast.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.forecast.jobs.Jobs;
import io.millrace.forecasting.History;
import io.millrace.forecasting.HistoryPolicy;
import io.millrace.forecasting.Observation;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The last values that lists of series are asked for. */
class SharesTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Map<String, History> histories = new HashMap<>();
  private final Shares shares =
      new Shares(
          new SeriesView(null) {
            @Override
            Optional<History> history(String series) {
              return Optional.ofNullable(histories.get(series));
            }
          },
          new Jobs(List.of()));

  @Test
  void theLastClosedStepsOfTheFirstVariateAreToldIfTheyAreAskedFor() {
    histories.put("shop", history(10));

    assertThat(recent("shop", 3)).isEqualTo(Map.of("a", List.of(7.0, 8.0, 9.0)));
    assertThat(recent("shop", 0)).isEmpty();
  }

  @Test
  void ofAShorterSeriesThereIsWhatThereIs() {
    histories.put("shop", history(10));

    assertThat(recent("shop", 256).get("a")).hasSize(10).startsWith(0.0, 1.0).endsWith(9.0);
  }

  /** Its step is not known, so no step is closed. */
  @Test
  void ofASeriesThatHasJustBegunNoneAreTold() {
    histories.put("shop", history(4));

    assertThat(recent("shop", 3)).isEmpty();
  }

  @Test
  void namesThatAreNotKnownHereAreLeftOut() {
    histories.put("shop", history(4));

    assertThat(shares.summaries(List.of("nobody", "shop"), 2))
        .extracting(SeriesSummary::series)
        .containsExactly("shop");
  }

  private Map<String, List<Double>> recent(String series, int steps) {
    return shares.summaries(List.of(series), steps).get(0).recent();
  }

  /** The variate a is the number of the step, b its negative. */
  private static History history(int steps) {
    History history = History.empty();
    for (int i = 0; i < steps; i++) {
      Observation observation =
          new Observation(
              START.plusSeconds(i),
              0,
              new TreeMap<>(Map.of("a", (double) i, "b", (double) -i)),
              false);
      history = history.accept(observation, HistoryPolicy.forLookback(96)).history();
    }
    return history;
  }
}
