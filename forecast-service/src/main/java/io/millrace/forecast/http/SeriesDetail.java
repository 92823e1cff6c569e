package io.millrace.forecast.http;

import io.millrace.events.Forecast;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One series, how far it has come, and who forecasts it why.
 *
 * @param step ISO-8601; null while it is being detected
 * @param steps kept
 * @param latest event time seen
 * @param job that covers it; {@code others} if none does
 * @param forecaster of its last forecast; null before the first
 */
record SeriesDetail(
    String series,
    @Nullable String step,
    int steps,
    Instant latest,
    List<String> variates,
    String job,
    SeriesState state,
    SeriesDetail.@Nullable Serving forecaster) {

  /**
   * @param servedBy what computed it: the model, or {@code seasonal-naive} in its place
   */
  record Serving(String model, String version, String servedBy, Instant issuedAt, int horizon) {

    static Serving of(Forecast forecast) {
      return new Serving(
          forecast.model(),
          forecast.version(),
          forecast.servedBy(),
          forecast.issuedAt(),
          forecast.horizon());
    }
  }
}
