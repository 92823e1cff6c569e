package io.millrace.forecast.http;

import io.millrace.events.Alert;
import io.millrace.events.EventJson;
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
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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

  private final SeriesView view;
  private final Placement placement;

  AlertResource(SeriesView view, Placement placement) {
    this.view = view;
    this.placement = placement;
  }

  /** The newest first. */
  record AlertList(Set<Integer> partitions, int partitionsOf, List<Alert> alerts) {}

  /**
   * @param state {@code firing}, {@code resolved} or {@code any}
   */
  @GET
  @Operation(
      operationId = "listAlerts",
      summary = "The last change of each alert of the series and sources that this instance holds")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = AlertList.class)))
  @APIResponse(responseCode = "400", ref = "#/components/responses/Refused")
  public byte[] alerts(@QueryParam("state") @DefaultValue("any") String state) {
    if (!List.of("firing", "resolved", "any").contains(state)) {
      throw new BadRequestException("state: firing, resolved or any, not " + state);
    }
    Placement.Coverage covered = placement.coverage();
    List<Alert> wanted =
        view.alerts().stream()
            .map(trail -> alert(trail.last()))
            .filter(alert -> state.equals("any") || name(alert).equals(state))
            .sorted(Comparator.comparing(Alert::startsAt).reversed())
            .toList();
    return EventJson.write(new AlertList(covered.partitions(), covered.of(), wanted));
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
  public byte[] alert(@PathParam("id") String id) {
    List<Alert> history =
        view.alerts().stream()
            .flatMap(trail -> trail.events().stream())
            .map(AlertResource::alert)
            .filter(alert -> alert.id().equals(id))
            .toList();
    if (history.isEmpty()) {
      throw new NotFoundException(
          "id: no alert " + id + " of the series and sources that this instance holds");
    }
    return EventJson.write(new AlertDetail(history.get(history.size() - 1), history));
  }

  private static Alert alert(byte[] json) {
    return EventJson.read(Alert.class, json);
  }

  private static String name(Alert alert) {
    return alert.state().name().toLowerCase(Locale.ROOT);
  }
}
