package io.millrace.ingest.http;

import io.millrace.events.Event;
import io.millrace.ingest.EventKind;
import io.millrace.ingest.Gate;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;

/** Takes events over HTTP and answers once Kafka has them. */
@Path("/events/{kind}")
@Blocking
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
public class EventsResource {

  static final String NDJSON = "application/x-ndjson";
  static final String CSV = "text/csv";
  static final String CLOUD_EVENT = "application/cloudevents+json";
  static final String CLOUD_EVENTS = "application/cloudevents-batch+json";

  private final Reception reception;

  EventsResource(Reception reception) {
    this.reception = reception;
  }

  /** One event, or an array of them; one alone may be a CloudEvent in binary mode. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response json(@BeanParam Request request, InputStream body) {
    if (!CloudEvent.isIn(request.headers())) {
      return reception.receive(
          request, body, (read, intake) -> elements(read, intake, bare(intake)));
    }
    return reception.receive(
        request,
        body,
        (read, intake) -> {
          CloudEvent envelope = CloudEvent.of(request.headers());
          one(read, intake, json -> EventBytes.within(envelope, intake, lenient(), json));
        });
  }

  /** One event a line, as many as one likes. */
  @POST
  @Consumes(NDJSON)
  public Response lines(@BeanParam Request request, InputStream body) {
    return reception.receive(
        request,
        body,
        (read, intake) -> {
          Function<byte[], Event> parser = bare(intake);
          Lines.each(read, Gate.EVENT_LIMIT, line -> intake.offer(line, () -> parser.apply(line)));
        });
  }

  /** The values of one series: a header of variates, then a row an instant. */
  @POST
  @Consumes(CSV)
  public Response table(@BeanParam Request request, InputStream body) {
    if (request.kind() != EventKind.SERIES) {
      return Problem.mediaType(CSV + " is for /events/series.");
    }
    return reception.receive(
        request,
        body,
        (read, intake) ->
            Lines.each(
                read,
                Gate.EVENT_LIMIT,
                new TableLines(
                    request.required("series"), request.query("time").orElse("time"), intake)));
  }

  /** A CloudEvent in structured mode. */
  @POST
  @Consumes(CLOUD_EVENT)
  public Response enveloped(@BeanParam Request request, InputStream body) {
    return reception.receive(
        request,
        body,
        (read, intake) -> one(read, intake, json -> EventBytes.enveloped(intake, lenient(), json)));
  }

  /** An array of CloudEvents in structured mode. */
  @POST
  @Consumes(CLOUD_EVENTS)
  public Response envelopes(@BeanParam Request request, InputStream body) {
    return reception.receive(
        request,
        body,
        (read, intake) ->
            elements(read, intake, json -> EventBytes.enveloped(intake, lenient(), json)));
  }

  private boolean lenient() {
    return reception.ignoresUnknownFields();
  }

  private Function<byte[], Event> bare(Intake intake) {
    return EventBytes.of(intake, lenient())::bare;
  }

  private void elements(InputStream body, Intake intake, Function<byte[], Event> parser)
      throws IOException {
    for (byte[] element : JsonElements.of(whole(body))) {
      intake.offer(element, () -> parser.apply(element));
    }
  }

  private void one(InputStream body, Intake intake, Function<byte[], Event> parser)
      throws IOException {
    byte[] json = whole(body);
    intake.offer(json, () -> parser.apply(json));
  }

  private byte[] whole(InputStream body) throws IOException {
    int limit = reception.jsonLimit();
    byte[] bytes = body.readNBytes(limit + 1);
    if (bytes.length > limit) {
      throw new Unreadable(
          Unreadable.LARGE,
          "A JSON body must have at most " + limit + " bytes; send more as " + NDJSON + ".");
    }
    return bytes;
  }
}
