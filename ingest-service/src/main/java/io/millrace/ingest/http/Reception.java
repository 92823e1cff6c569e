package io.millrace.ingest.http;

import io.millrace.events.InvalidEventException;
import io.millrace.ingest.EventKind;
import io.millrace.ingest.Gate;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Receives a request: lets it in or turns it away, has its body read, and answers. */
@ApplicationScoped
class Reception {

  private final Gate gate;
  private final Vertx vertx;
  private final IntakeConfig config;
  private final Body.Limits limits;
  private final Skew skew;

  Reception(Gate gate, Vertx vertx, IntakeConfig config) {
    this.gate = gate;
    this.vertx = vertx;
    this.config = config;
    this.limits = new Body.Limits(config.expansion(), config.bytesPerSecond(), config.grace());
    this.skew = Skew.of(config);
  }

  /** Reads the events of a body. */
  interface Format {

    /**
     * @throws InvalidEventException if the body as a whole cannot be what it says it is
     */
    void read(InputStream body, Intake intake) throws IOException;
  }

  boolean ignoresUnknownFields() {
    return config.unknownFields() == IntakeConfig.UnknownFields.IGNORE;
  }

  int jsonLimit() {
    return (int) config.jsonBody().asLongValue();
  }

  /** Answers once Kafka has what came in. */
  Response receive(Request request, InputStream raw, Format format) {
    EventKind kind = request.kind();
    Optional<String> closed = gate.congestion();
    if (closed.isPresent()) {
      return ended(request, raw, Problem.busy(closed.get(), Receipt.NOTHING));
    }
    Intake intake = null;
    try {
      intake =
          new Intake(
              gate,
              kind,
              new Intake.Manner(
                  request.ids(), skew, request.filesRejected(), Trace.of(request.headers())));
      Body body = new Body(limits, System::nanoTime);
      format.read(body.open(raw, request.header(HttpHeaders.CONTENT_ENCODING)), intake);
      return answer(intake.finish());
    } catch (Unreachable failure) {
      return ended(request, raw, Problem.unreachable(failure));
    } catch (InvalidEventException whole) {
      return ended(request, raw, Problem.invalid(whole, receipt(intake)));
    } catch (IOException broken) {
      return ended(request, raw, Problem.unreadable(broken, receipt(intake)));
    }
  }

  /** The answer to a request whose body may not have been read to its end. */
  private Response ended(Request request, InputStream raw, Response answer) {
    if (answer.getStatus() != Unreadable.SLOW && Leftover.isRead(raw)) {
      return answer;
    }
    Leftover.hangUp(vertx, request.http());
    return Response.fromResponse(answer).header("Connection", "close").build();
  }

  private static Receipt receipt(@Nullable Intake intake) {
    try {
      return intake == null ? Receipt.NOTHING : intake.finish();
    } catch (Unreachable failure) {
      return failure.receipt();
    }
  }

  private static Response answer(Receipt receipt) {
    return receipt.nothingAccepted()
        ? Problem.nothingAccepted(receipt)
        : Response.accepted(receipt).type(MediaType.APPLICATION_JSON).build();
  }
}
