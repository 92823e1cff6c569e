package io.millrace.console.services;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;

/** Asks a service on a page's behalf: only reading, and only what pages show. */
@Path("/api/{service: ingest|inference|forecast}")
@Produces(MediaType.APPLICATION_JSON)
public class AskingResource {

  private static final List<String> SHOWN =
      List.of("series", "alerts", "decisions", "jobs", "models");

  private final Services services;

  AskingResource(Services services) {
    this.services = services;
  }

  @GET
  @Path("/{path: .+}")
  public RestResponse<byte[]> ask(@PathParam("service") String word, @Context UriInfo uri) {
    Service service = Service.of(word).orElseThrow(NotFoundException::new);
    Answer answer = services.get(service, path(word, uri.getRequestUri()));
    return RestResponse.ResponseBuilder.create(
            RestResponse.Status.fromStatusCode(answer.status()), answer.body())
        .header("Cache-Control", "no-store")
        .build();
  }

  private static String path(String word, URI asked) {
    String raw = asked.getRawPath().substring("/api/".length() + word.length());
    String first = raw.substring(1).split("/", 2)[0];
    if (!SHOWN.contains(first) || raw.contains("/..") || raw.endsWith("/updates")) {
      throw new NotFoundException("no page shows " + raw);
    }
    return asked.getRawQuery() == null ? raw : raw + "?" + asked.getRawQuery();
  }
}
