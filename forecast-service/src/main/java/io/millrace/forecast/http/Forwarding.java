package io.millrace.forecast.http;

import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/**
 * Has what is asked about a series answered by the instance that holds it. One that was asked by
 * another instance never asks on: it answers, or says that the series has moved.
 */
@Provider
@OfOneSeries
class Forwarding implements ContainerRequestFilter {

  private static final int MISDIRECTED = 421; // RFC 9110

  private final Placement placement;
  private final Peers peers;

  Forwarding(Placement placement, Peers peers) {
    this.placement = placement;
    this.peers = peers;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    String series = request.getUriInfo().getPathParameters().getFirst("series");
    Holder holder = placement.of(Objects.requireNonNull(series));
    if (holder instanceof Holder.Here here) {
      if (!here.restored()) {
        Stale.mark(request);
      }
    } else {
      elsewhere(request, series, (Holder.Elsewhere) holder);
    }
  }

  private void elsewhere(ContainerRequestContext request, String series, Holder.Elsewhere holder) {
    String copy = request.getHeaderString(Peers.ASKED_BY_INSTANCE);
    if (copy != null) {
      if (!copy.equals(Peers.STANDBY) || !hasCopy(holder)) {
        throw moving(series, holder);
      }
      Stale.mark(request);
    } else if (!holder.isAdvertised()) {
      throw unnamed(series, holder);
    } else {
      forward(request, series, holder);
    }
  }

  /** Looked for only once the holder does not answer, for brokers are asked. */
  private boolean hasCopy(Holder.Elsewhere holder) {
    return holder.standby() && placement.hasWholeCopy(holder.partition());
  }

  private void forward(ContainerRequestContext request, String series, Holder.Elsewhere holder) {
    Optional<Response> answer = ask(request, holder.active(), Peers.ACTIVE);
    if (answer.isPresent()) {
      request.abortWith(answer.get());
    } else if (peers.mayCopiesAnswer() && hasCopy(holder)) {
      Stale.mark(request);
    } else {
      request.abortWith(
          holder.standbys().stream()
              .filter(standby -> peers.mayCopiesAnswer())
              .flatMap(standby -> ask(request, standby, Peers.STANDBY).stream())
              .findFirst()
              .orElseThrow(() -> moving(series, holder)));
    }
  }

  /** Empty if it does not answer, or says that it cannot. */
  private Optional<Response> ask(ContainerRequestContext request, HostInfo host, String copy) {
    URI asked = request.getUriInfo().getRequestUri();
    String query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
    Peers.Question question =
        new Peers.Question(
            asked.getRawPath() + query,
            copy,
            null,
            request.getHeaderString(HttpHeaders.AUTHORIZATION));
    return peers
        .ask(host, question)
        .join()
        .filter(
            answer -> answer.statusCode() != Response.Status.SERVICE_UNAVAILABLE.getStatusCode())
        .map(Forwarding::relayed);
  }

  private static Response relayed(HttpResponse<byte[]> answer) {
    Response.ResponseBuilder relayed =
        Response.status(answer.statusCode())
            .entity(answer.body())
            .type(header(answer, HttpHeaders.CONTENT_TYPE));
    String stale = header(answer, Stale.HEADER);
    return stale == null ? relayed.build() : relayed.header(Stale.HEADER, stale).build();
  }

  private static @Nullable String header(HttpResponse<byte[]> answer, String name) {
    return answer.headers().firstValue(name).orElse(null);
  }

  static WebApplicationException unnamed(String series, Holder.Elsewhere holder) {
    return new WebApplicationException(
        "%s is of partition %d, which another instance holds; it can be asked only if its"
                .formatted(series, holder.partition())
            + " millrace.advertised is set",
        Response.status(MISDIRECTED, "Misdirected Request").build());
  }

  private static ServiceUnavailableException moving(String series, Holder.Elsewhere holder) {
    return new ServiceUnavailableException(
        "%s is of partition %d, which is moving from one instance to another or whose holder %s"
                .formatted(series, holder.partition(), holder.active())
            + " does not answer, try again",
        1L);
  }
}
