package io.millrace.console.past;

import io.millrace.events.EventJson;
import io.millrace.events.Forecast;
import io.millrace.events.ForecastScore;
import io.millrace.events.Topics;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was forecast of a series before, and how it fared. */
@Path("/api/past/{series}")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class PastResource {

  private static final long FORECASTS_BACK = 900; // records of all series of the partition
  private static final int FORECASTS = 180; // as many steps as the page shows of the history
  private static final long SCORES_BACK = 4_000;
  private static final int SCORES = 300;

  private final SeriesTail tail;

  PastResource(SeriesTail tail) {
    this.tail = tail;
  }

  /**
   * @param variate null if none was named and nothing is known of the series
   */
  record Past(String series, @Nullable String variate, List<PastForecast> forecasts) {}

  record Scores(String series, String variate, List<PastScore> scores) {}

  /**
   * The oldest first.
   *
   * @param named the variate; null is the first of the last forecast's, by name, as histories list
   *     them
   */
  @GET
  public byte[] past(
      @PathParam("series") String series, @QueryParam("variate") @Nullable String named) {
    List<byte[]> told = tail.of(Topics.FORECASTS, series, FORECASTS_BACK, FORECASTS);
    String variate = named == null ? first(told) : named;
    if (variate == null) {
      return EventJson.write(new Past(series, null, List.of()));
    }
    List<PastForecast> forecasts =
        told.stream()
            .flatMap(json -> OneVariate.of(Forecast.class, json, variate).stream())
            .map(forecast -> PastForecast.of(forecast, variate, leads(forecast.horizon())))
            .toList();
    return EventJson.write(new Past(series, variate, forecasts));
  }

  /** The oldest first. */
  @GET
  @Path("scores")
  public byte[] scores(
      @PathParam("series") String series, @QueryParam("variate") @Nullable String variate) {
    if (variate == null) {
      throw new BadRequestException("variate: is missing");
    }
    List<PastScore> scores =
        tail.of(Topics.FORECAST_SCORES, series, SCORES_BACK, SCORES).stream()
            .flatMap(json -> OneVariate.of(ForecastScore.class, json, variate).stream())
            .map(
                score ->
                    new PastScore(
                        score.at(),
                        score.servedBy(),
                        Objects.requireNonNull(score.variates().get(variate))))
            .toList();
    return EventJson.write(new Scores(series, variate, scores));
  }

  private static @Nullable String first(List<byte[]> forecasts) {
    return forecasts.isEmpty()
        ? null
        : EventJson.read(Forecast.class, forecasts.get(forecasts.size() - 1))
            .variates()
            .keySet()
            .stream()
            .sorted()
            .findFirst()
            .orElse(null);
  }

  /** Those that are scored. */
  private static List<Integer> leads(int horizon) {
    return Stream.of(1, horizon / 4, horizon / 2, horizon)
        .filter(lead -> lead > 0)
        .distinct()
        .sorted()
        .toList();
  }
}
