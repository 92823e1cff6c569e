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
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The last change of each alert. */
@Path("/alerts")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class AlertResource {

  private final SeriesView view;

  AlertResource(SeriesView view) {
    this.view = view;
  }

  /**
   * @param state {@code firing}, {@code resolved} or {@code any}
   */
  @GET
  public String alerts(@QueryParam("state") @DefaultValue("any") String state) {
    if (!List.of("firing", "resolved", "any").contains(state)) {
      throw new BadRequestException("state: firing, resolved or any, not " + state);
    }
    List<String> wanted =
        view.alerts().stream()
            .map(json -> EventJson.read(Alert.class, json))
            .filter(alert -> state.equals("any") || name(alert).equals(state))
            .sorted(Comparator.comparing(Alert::startsAt).reversed())
            .map(alert -> new String(EventJson.write(alert), StandardCharsets.UTF_8))
            .toList();
    return "{\"alerts\":[" + String.join(",", wanted) + "]}";
  }

  private static String name(Alert alert) {
    return alert.state().name().toLowerCase(Locale.ROOT);
  }
}
