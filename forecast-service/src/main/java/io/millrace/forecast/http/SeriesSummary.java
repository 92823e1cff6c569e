package io.millrace.forecast.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.millrace.forecasting.Grid;
import io.millrace.forecasting.History;
import io.millrace.forecasting.Window;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One series in short.
 *
 * @param step ISO-8601; null while it is being detected
 * @param steps kept
 * @param latest event time seen
 * @param recent of the first variate, the values of its last closed steps, if they were asked for;
 *     null = missing
 * @param recorded whether those are of a recording
 */
record SeriesSummary(
    String series,
    @Nullable String step,
    int steps,
    Instant latest,
    List<String> variates,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, List<@Nullable Double>> recent,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean recorded) {

  static SeriesSummary of(String series, History history) {
    String step = history.grid().map(Grid::step).map(Object::toString).orElse(null);
    return new SeriesSummary(
        series, step, history.size(), history.latest(), history.variates(), Map.of(), false);
  }

  /**
   * @param window the last closed steps
   */
  SeriesSummary with(Window window) {
    SeriesHistory lately = SeriesHistory.of(series, window);
    String first = variates.get(0);
    return new SeriesSummary(
        series,
        step,
        steps,
        latest,
        variates,
        Map.of(first, lately.values().getOrDefault(first, List.of())),
        lately.recorded());
  }
}
