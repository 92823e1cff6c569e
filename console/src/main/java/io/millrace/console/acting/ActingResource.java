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
  public record Release(String service, String model, String version) {}

  /** A version is to serve: a newer one, or an earlier one again. */
  @POST
  @Path("/release")
  @Acting
  public RestResponse<byte[]> release(Release wanted) {
    Service service =
        Service.of(String.valueOf(wanted.service()))
            .orElseThrow(() -> new BadRequestException("service: inference or forecast"));
    LOG.infof("Operator releases %s %s", wanted.model(), wanted.version());
    return told(
        services.post(
            service,
            "/models/" + encoded(wanted.model()) + "/release",
            EventJson.write(Map.of("version", wanted.version()))));
  }

  /**
   * @param place {@code PARTITION@OFFSET} on {@code rejected-events}
   */
  public record Replay(String place) {}

  /** A rejected event is to have another chance. */
  @POST
  @Path("/replay")
  @Acting
  public RestResponse<byte[]> replay(Replay wanted) {
    LOG.infof("Operator replays the rejection %s", wanted.place());
    return told(
        services.post(
            Service.INGEST, "/rejected/" + encoded(wanted.place()) + "/replay", new byte[0]));
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
