package io.millrace.forecast.http;

import io.millrace.events.EventJson;
import io.millrace.events.ForecastDecision;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What was decided about who serves which series. */
@Path("/decisions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "decisions")
@APIResponse(responseCode = "503", ref = "#/components/responses/Unavailable")
@Blocking
class DecisionResource {

  private static final int MOST = 1_000;

  private final SeriesView view;
  private final Placement placement;

  DecisionResource(SeriesView view, Placement placement) {
    this.view = view;
    this.placement = placement;
  }

  /** The newest first. */
  record DecisionList(
      Set<Integer> partitions, int partitionsOf, List<ForecastDecision> decisions) {}

  /**
   * @param series one series; absent: all that this instance holds
   * @param decision such as {@code demotion}; absent: all
   */
  @GET
  @Operation(
      operationId = "listDecisions",
      summary = "The last decisions about the series that this instance holds")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = DecisionList.class)))
  @APIResponse(responseCode = "400", ref = "#/components/responses/Refused")
  public byte[] decisions(
      @QueryParam("series") @Nullable String series,
      @QueryParam("decision") @Nullable String decision,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    if (limit < 1 || limit > MOST) {
      throw new BadRequestException("limit: 1 to " + MOST + ", not " + limit);
    }
    Placement.Coverage covered = placement.coverage();
    List<byte[]> known = series == null ? view.decisions() : view.decisions(series);
    List<ForecastDecision> wanted =
        known.stream()
            .map(json -> EventJson.read(ForecastDecision.class, json))
            .filter(each -> decision == null || each.decision().equals(decision))
            .sorted(Comparator.comparing(ForecastDecision::at).reversed())
            .limit(limit)
            .toList();
    return EventJson.write(new DecisionList(covered.partitions(), covered.of(), wanted));
  }
}
