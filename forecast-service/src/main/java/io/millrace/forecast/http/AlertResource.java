package io.millrace.forecast.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.events.Alert;
import io.millrace.events.EventJson;
import io.millrace.forecast.stream.Stores;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Alerts, as they were told last and before. */
@Path("/alerts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "alerts")
@APIResponse(responseCode = "503", ref = "#/components/responses/Unavailable")
@Blocking
class AlertResource {

  private final Gathering gathering;
  private final Shares shares;
  private final Placement placement;

  AlertResource(Gathering gathering, Shares shares, Placement placement) {
    this.gathering = gathering;
    this.shares = shares;
    this.placement = placement;
  }

  /** Of one rule and key. */
  private static final Comparator<Alert> BY_TIME =
      Comparator.comparing(Alert::startsAt).thenComparing(Alert::sequence);

  /** The newest first. */
  record AlertList(Set<Integer> partitions, int partitionsOf, List<Alert> alerts) {}

  /**
   * @param state {@code firing}, {@code resolved} or {@code any}
   */
  @GET
  @Operation(
      operationId = "listAlerts",
      summary = "The last change of each alert of all series and sources")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = AlertList.class)))
  @APIResponse(responseCode = "400", ref = "#/components/responses/Refused")
  public Response alerts(
      @QueryParam("state") @DefaultValue("any") String state, @Context HttpHeaders headers) {
    if (!List.of("firing", "resolved", "any").contains(state)) {
      throw new BadRequestException("state: firing, resolved or any, not " + state);
    }
    Gathered gathered = gathering.gather(InstanceResource.ALERTS, headers, shares::lastAlerts);
    Map<String, Alert> last = new HashMap<>(); // by rule and key
    events(gathered)
        .forEach(
            alert ->
                last.merge(
                    Stores.alertKey(alert.rule(), alert.key()), alert, AlertResource::later));
    List<Alert> wanted =
        last.values().stream()
            .filter(alert -> state.equals("any") || name(alert).equals(state))
            .sorted(Comparator.comparing(Alert::startsAt).reversed())
            .toList();
    Set<TopicPartition> all = placement.all();
    AlertList list =
        new AlertList(Placement.ofSeries(gathered.of(all)), Placement.ofSeries(all).size(), wanted);
    return Stale.answer(EventJson.write(list), gathered.stale());
  }

  private static Stream<Alert> events(Gathered gathered) {
    return gathered
        .items()
        .distinct()
        .map(json -> EventJson.read(Alert.class, json.getBytes(UTF_8)));
  }

  private static Alert later(Alert one, Alert other) {
    return BY_TIME.compare(one, other) < 0 ? other : one;
  }

  /**
   * @param alert as it was told last; its evidence may be that of its beginning or of its end
   * @param history all that is still known to have been told of it, the oldest first
   */
  record AlertDetail(Alert alert, List<Alert> history) {}

  @GET
  @Path("/{id: .+}")
  @Operation(
      operationId = "getAlert",
      summary = "One alert, with its evidence and all that was told of it")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = AlertDetail.class)))
  @APIResponse(responseCode = "404", ref = "#/components/responses/Unknown")
  public Response alert(@PathParam("id") String id, @Context HttpHeaders headers) {
    Gathered gathered =
        gathering.gather(
            InstanceResource.ALERTS + "?id=" + URLEncoder.encode(id, UTF_8),
            headers,
            partitions -> shares.alert(partitions, id));
    List<Alert> history = events(gathered).sorted(BY_TIME).toList();
    if (history.isEmpty()) {
      throw new NotFoundException("id: no alert " + id);
    }
    AlertDetail detail = new AlertDetail(history.get(history.size() - 1), history);
    return Stale.answer(EventJson.write(detail), gathered.stale());
  }

  private static String name(Alert alert) {
    return alert.state().name().toLowerCase(Locale.ROOT);
  }
}
