package io.millrace.ingest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Takes events over HTTP and answers once Kafka has them. */
@Path("/events/{kind}")
@Blocking
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
public class EventsResource {

  static final String NDJSON = "application/x-ndjson";

  /** A JSON body is held in memory; who has more sends it line by line. */
  static final int JSON_LIMIT = 4_000_000; // bytes

  private final Gate gate;

  EventsResource(Gate gate) {
    this.gate = gate;
  }

  /** One event, or an array of them. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response json(@PathParam("kind") String kind, InputStream body) throws IOException {
    Intake intake = intake(kind);
    byte[] bytes = body.readNBytes(JSON_LIMIT + 1);
    if (bytes.length > JSON_LIMIT) {
      return tooLarge();
    }
    return answer(
        intake,
        () -> {
          for (byte[] event : JsonElements.of(bytes)) {
            intake.offer(event);
          }
        });
  }

  /** One event a line, as many as one likes. */
  @POST
  @Consumes(NDJSON)
  public Response lines(@PathParam("kind") String kind, InputStream body) throws IOException {
    Intake intake = intake(kind);
    return answer(intake, () -> Lines.each(body, Gate.EVENT_LIMIT, intake::offer));
  }

  private Intake intake(String kind) {
    return new Intake(gate, EventKind.of(kind).orElseThrow(NotFoundException::new));
  }

  private interface Reading {
    void run() throws IOException;
  }

  private static Response answer(Intake intake, Reading reading) throws IOException {
    try {
      reading.run();
      Receipt receipt = intake.finish();
      return receipt.nothingAccepted()
          ? Problem.nothingAccepted(receipt)
          : Response.accepted(receipt).type(MediaType.APPLICATION_JSON).build();
    } catch (Unreachable failure) {
      return Problem.unreachable(failure);
    }
  }

  private static Response tooLarge() {
    return Problem.of(
        Response.Status.REQUEST_ENTITY_TOO_LARGE.getStatusCode(),
        "The body is too large",
        "A JSON body must have at most " + JSON_LIMIT + " bytes; send more as " + NDJSON + ".",
        new Receipt(0, 0, List.of()));
  }
}
