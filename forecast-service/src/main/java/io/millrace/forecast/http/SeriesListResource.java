package io.millrace.forecast.http;

import io.millrace.forecast.jobs.Jobs;
import io.millrace.forecasting.History;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The series of which something is known here. */
@Path("/series")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "series")
@APIResponse(responseCode = "503", ref = "#/components/responses/Unavailable")
@Blocking
class SeriesListResource {

  private static final int LARGEST_PAGE = 1000; // series
  private static final int MOST_RECENT = 256; // steps

  private final SeriesView view;
  private final Placement placement;
  private final Jobs jobs;

  SeriesListResource(SeriesView view, Placement placement, Jobs jobs) {
    this.view = view;
    this.placement = placement;
    this.jobs = jobs;
  }

  @GET
  @Operation(
      operationId = "listSeries",
      summary = "Series by name, in pages: those of the partitions that this instance holds")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = SeriesPage.class)))
  @APIResponse(responseCode = "400", ref = "#/components/responses/Refused")
  public SeriesPage all(
      @QueryParam("q") @DefaultValue("") String q,
      @QueryParam("offset") @DefaultValue("0") int offset,
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("recent") @DefaultValue("0") int recent) {
    if (recent < 0 || recent > MOST_RECENT) {
      throw new BadRequestException("recent: 0 to " + MOST_RECENT + " steps, is " + recent);
    }
    if (offset < 0 || limit < 1 || limit > LARGEST_PAGE) {
      throw new BadRequestException("offset: from 0; limit: 1 to " + LARGEST_PAGE);
    }
    Placement.Coverage covered = placement.coverage();
    List<String> names = view.names(q);
    List<SeriesSummary> page =
        names.stream()
            .skip(offset)
            .limit(limit)
            .flatMap(name -> view.history(name).map(each -> summary(name, each, recent)).stream())
            .toList();
    return new SeriesPage(names.size(), offset, covered.partitions(), covered.of(), page);
  }

  private SeriesSummary summary(String name, History history, int recent) {
    SeriesSummary summary = SeriesSummary.of(name, history);
    return recent == 0 || summary.variates().isEmpty()
        ? summary
        : history
            .grid()
            .flatMap(grid -> history.newestWindow(recent, jobs.of(name).gaps(grid)))
            .map(summary::with)
            .orElse(summary);
  }
}
