package io.millrace.forecast.http;

import io.millrace.forecasting.Grid;
import io.millrace.forecasting.History;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One series in short.
 *
 * @param step ISO-8601; null while it is being detected
 * @param steps kept
 * @param latest event time seen
 */
record SeriesSummary(
    String series, @Nullable String step, int steps, Instant latest, List<String> variates) {

  static SeriesSummary of(String series, History history) {
    String step = history.grid().map(Grid::step).map(Object::toString).orElse(null);
    return new SeriesSummary(series, step, history.size(), history.latest(), history.variates());
  }
}
