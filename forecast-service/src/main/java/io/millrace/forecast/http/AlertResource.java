package io.millrace.forecast.http;

import io.millrace.events.Alert;
import io.millrace.events.EventJson;
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
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The last change of each alert. */
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
      summary = "The last change of each alert of the series that this instance holds")
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
            .map(json -> EventJson.read(Alert.class, json))
            .filter(alert -> state.equals("any") || name(alert).equals(state))
            .sorted(Comparator.comparing(Alert::startsAt).reversed())
            .toList();
    return EventJson.write(new AlertList(covered.partitions(), covered.of(), wanted));
  }

  private static String name(Alert alert) {
    return alert.state().name().toLowerCase(Locale.ROOT);
  }
}
