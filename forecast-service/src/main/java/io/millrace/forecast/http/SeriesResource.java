package io.millrace.forecast.http;

import io.millrace.events.EventJson;
import io.millrace.events.Forecast;
import io.millrace.forecast.ForecastSettings;
import io.millrace.forecast.jobs.Job;
import io.millrace.forecast.jobs.Jobs;
import io.millrace.forecast.models.Forecasters;
import io.millrace.forecasting.Grid;
import io.millrace.forecasting.History;
import io.millrace.forecasting.Ledger;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is known and expected of a series. */
@Path("/series/{series}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "series")
@APIResponse(responseCode = "404", ref = "#/components/responses/Unknown")
@APIResponse(responseCode = "421", ref = "#/components/responses/Misdirected")
@APIResponse(responseCode = "503", ref = "#/components/responses/Unavailable")
@Blocking
@OfOneSeries
class SeriesResource {

  private static final int LONGEST_HISTORY = 10_000; // steps

  private final SeriesView view;
  private final Jobs jobs;
  private final Forecasters forecasters;
  private final ForecastSettings settings;

  SeriesResource(SeriesView view, Jobs jobs, Forecasters forecasters, ForecastSettings settings) {
    this.view = view;
    this.jobs = jobs;
    this.forecasters = forecasters;
    this.settings = settings;
  }

  @GET
  @Operation(
      operationId = "getSeries",
      summary = "One series: how far it has come, its job, and who forecasts it")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = SeriesDetail.class)))
  public SeriesDetail one(@PathParam("series") String series) {
    History history = here(series, view::history);
    SeriesSummary summary = SeriesSummary.of(series, history);
    Job job = jobs.of(series);
    Optional<Forecast> latest =
        view.forecast(series).map(json -> EventJson.read(Forecast.class, json));
    return new SeriesDetail(
        series,
        summary.step(),
        summary.steps(),
        summary.latest(),
        summary.variates(),
        job.name(),
        state(history, job, latest),
        latest.map(SeriesDetail.Serving::of).orElse(null));
  }

  @GET
  @Path("/history")
  @Operation(operationId = "getHistory", summary = "Its last closed steps without a long break")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = SeriesHistory.class)))
  @APIResponse(responseCode = "400", ref = "#/components/responses/Refused")
  public SeriesHistory history(
      @PathParam("series") String series, @QueryParam("limit") @DefaultValue("256") int limit) {
    if (limit < 1 || limit > LONGEST_HISTORY) {
      throw new BadRequestException("limit: 1 to " + LONGEST_HISTORY + " steps, is " + limit);
    }
    History history = here(series, view::history);
    String step = history.grid().map(Grid::step).map(Object::toString).orElse(null);
    return history
        .grid()
        .flatMap(grid -> history.newestWindow(limit, jobs.of(series).gaps(grid)))
        .map(window -> SeriesHistory.of(series, window))
        .orElseGet(() -> SeriesHistory.empty(series, step));
  }

  @GET
  @Path("/forecast")
  @Operation(operationId = "getForecast", summary = "Its last forecast, as it is on the topic")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Forecast.class)))
  public byte[] forecast(@PathParam("series") String series) {
    return view.forecast(series)
        .orElseThrow(() -> new NotFoundException(series + " has no forecast yet"));
  }

  @GET
  @Path("/scores")
  @Operation(
      operationId = "getScores",
      summary = "How its forecasts have fared, by forecaster, variate and lead")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = SeriesScores.class)))
  public SeriesScores scores(@PathParam("series") String series) {
    Ledger ledger = here(series, view::ledger);
    return SeriesScores.of(series, ledger);
  }

  private <T> T here(String series, Function<String, Optional<T>> look) {
    return look.apply(series).orElseThrow(() -> new NotFoundException(series + " is not known"));
  }

  private SeriesState state(History history, Job job, Optional<Forecast> latest) {
    int fewest = settings.forecast().naiveFewest();
    return history
        .grid()
        .flatMap(grid -> history.newestWindow(Integer.MAX_VALUE, job.gaps(grid)))
        .map(window -> forecasters.during(all -> SeriesState.of(window, job, all, latest, fewest)))
        .orElse(SeriesState.DETECTING);
  }
}
