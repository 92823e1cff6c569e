package io.millrace.console.acting;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.console.services.Answer;
import io.millrace.console.services.Service;
import io.millrace.console.services.Services;
import io.millrace.events.EventJson;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URLEncoder;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What an operator may do. Services do it; the console writes to no topic. */
@Path("/api/acting")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
public class ActingResource {

  private static final Logger LOG = Logger.getLogger("io.millrace.console");

  private final OperatorKey key;
  private final Services services;

  ActingResource(OperatorKey key, Services services) {
    this.key = key;
    this.services = services;
  }

  /** Whether anybody may. */
  @GET
  @Consumes(MediaType.WILDCARD)
  public Map<String, Boolean> possible() {
    return Map.of("possible", key.exists());
  }

  /** Whether the key that was sent is right. */
  @POST
  @Path("/check")
  @Acting
  public RestResponse<Void> check() {
    return RestResponse.noContent();
  }

  /**
   * @param service {@code inference} or {@code forecast}
   */
  public record Release(
      @Nullable String service, @Nullable String model, @Nullable String version) {}

  /** A version is to serve: a newer one, or an earlier one again. */
  @POST
  @Path("/release")
  @Acting
  public RestResponse<byte[]> release(Release wanted) {
    Service service =
        Service.of(String.valueOf(wanted.service()))
            .orElseThrow(() -> new BadRequestException("service: inference or forecast"));
    String model = present("model", wanted.model());
    String version = present("version", wanted.version());
    LOG.infof("Operator releases %s %s", model, version);
    return told(
        services.post(
            service,
            "/models/" + encoded(model) + "/release",
            EventJson.write(Map.of("version", version))));
  }

  /**
   * @param place {@code PARTITION@OFFSET} on {@code rejected-events}
   */
  public record Replay(@Nullable String place) {}

  /** A rejected event is to have another chance. */
  @POST
  @Path("/replay")
  @Acting
  public RestResponse<byte[]> replay(Replay wanted) {
    String place = present("place", wanted.place());
    LOG.infof("Operator replays the rejection %s", place);
    return told(
        services.post(Service.INGEST, "/rejected/" + encoded(place) + "/replay", new byte[0]));
  }

  private static String present(String field, @Nullable String text) {
    if (text == null || text.isBlank()) {
      throw new BadRequestException(field + ": is missing");
    }
    return text;
  }

  private static String encoded(String segment) {
    return URLEncoder.encode(segment, UTF_8).replace("+", "%20");
  }

  private static RestResponse<byte[]> told(Answer answer) {
    return RestResponse.ResponseBuilder.create(
            RestResponse.Status.fromStatusCode(answer.status()), answer.body())
        .build();
  }
}
