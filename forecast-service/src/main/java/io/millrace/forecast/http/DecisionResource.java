package io.millrace.forecast.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.events.EventJson;
import io.millrace.events.ForecastDecision;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
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

  private final Gathering gathering;
  private final Shares shares;
  private final Placement placement;

  DecisionResource(Gathering gathering, Shares shares, Placement placement) {
    this.gathering = gathering;
    this.shares = shares;
    this.placement = placement;
  }

  /** The newest first. */
  record DecisionList(
      Set<Integer> partitions, int partitionsOf, List<ForecastDecision> decisions) {}

  /**
   * @param series one series; absent: all
   * @param decision such as {@code demotion}; absent: all
   */
  @GET
  @Operation(operationId = "listDecisions", summary = "The last decisions about series")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = DecisionList.class)))
  @APIResponse(responseCode = "400", ref = "#/components/responses/Refused")
  public Response decisions(
      @QueryParam("series") @Nullable String series,
      @QueryParam("decision") @Nullable String decision,
      @QueryParam("limit") @DefaultValue("100") int limit,
      @Context HttpHeaders headers) {
    if (limit < 1 || limit > MOST) {
      throw new BadRequestException("limit: 1 to " + MOST + ", not " + limit);
    }
    String one = series == null ? "" : series;
    Gathered gathered =
        gathering.gather(
            InstanceResource.DECISIONS + "?series=" + URLEncoder.encode(one, UTF_8),
            headers,
            partitions -> shares.decisions(partitions, one));
    List<ForecastDecision> wanted =
        gathered
            .items()
            .distinct()
            .map(json -> EventJson.read(ForecastDecision.class, json.getBytes(UTF_8)))
            .filter(each -> decision == null || each.decision().equals(decision))
            .sorted(Comparator.comparing(ForecastDecision::at).reversed())
            .limit(limit)
            .toList();
    Set<TopicPartition> all = placement.all();
    DecisionList list =
        new DecisionList(
            Placement.ofSeries(gathered.of(all)), Placement.ofSeries(all).size(), wanted);
    return Stale.answer(EventJson.write(list), gathered.stale());
  }
}
