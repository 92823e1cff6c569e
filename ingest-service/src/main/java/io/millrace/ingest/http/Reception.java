package io.millrace.ingest.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.events.InvalidEventException;
import io.millrace.ingest.EventKind;
import io.millrace.ingest.Gate;
import io.millrace.ingest.security.Caller;
import io.millrace.ingest.security.Callers;
import io.millrace.ingest.security.Quotas;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Receives a request: lets it in or turns it away, has its body read, and answers. */
@Singleton
class Reception {

  private final Gate gate;
  private final Vertx vertx;
  private final Callers callers;
  private final SecurityIdentity identity; // of the request in hand
  private final Quotas quotas;
  private final MeterRegistry meters;
  private final Tracer tracer;
  private final IntakeConfig config;
  private final Body.Limits limits;
  private final Skew skew;

  Reception(
      Gate gate,
      Vertx vertx,
      Callers callers,
      SecurityIdentity identity,
      Quotas quotas,
      MeterRegistry meters,
      Tracer tracer,
      @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean untraced,
      IntakeConfig config) {
    this.gate = gate;
    this.vertx = vertx;
    this.callers = callers;
    this.identity = identity;
    this.quotas = quotas;
    this.meters = meters;
    // Quarkus' own goes on to make spans then, which go nowhere.
    this.tracer = untraced ? TracerProvider.noop().get("ingest-service") : tracer;
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
    Caller caller = callers.of(identity);
    Optional<String> closed = gate.congestion();
    if (closed.isPresent()) {
      return ended(request, raw, Problem.busy(closed.get()));
    }
    Trace trace = Trace.begin(tracer, kind, request::header);
    Intake intake = null;
    try {
      intake =
          new Intake(
              gate,
              kind,
              new Intake.Manner(
                  caller,
                  quotas.of(caller),
                  request.ids(caller.name()),
                  skew,
                  request.filesRejected(),
                  trace.headers()));
      Body body = new Body(limits, System::nanoTime);
      format.read(body.open(raw, request.header(HttpHeaders.CONTENT_ENCODING)), intake);
      return answer(intake);
    } catch (Unreachable failure) {
      trace.failed(failure);
      return ended(request, raw, Problem.unreachable(failure));
    } catch (OverQuota over) {
      return ended(request, raw, Problem.overQuota(over));
    } catch (InvalidEventException whole) {
      return ended(request, raw, Problem.invalid(whole, receipt(intake)));
    } catch (IOException broken) {
      return ended(request, raw, Problem.unreadable(broken, receipt(intake)));
    } finally {
      Receipt receipt = intake == null ? Receipt.NOTHING : intake.receipt();
      count(caller, receipt);
      trace.end(receipt);
    }
  }

  /** The answer to a request whose body may not have been read to its end. */
  private Response ended(Request request, InputStream raw, Response answer) {
    if (answer.getStatus() != Unreadable.SLOW && Leftover.isRead(raw)) {
      return answer;
    }
    Leftover.hangUp(vertx, request.http());
    return request.http().version() == HttpVersion.HTTP_2
        ? answer // where that header is forbidden
        : Response.fromResponse(answer).header("Connection", "close").build();
  }

  private static Receipt receipt(@Nullable Intake intake) {
    try {
      return intake == null ? Receipt.NOTHING : intake.finish();
    } catch (Unreachable failure) {
      return failure.receipt();
    }
  }

  private static Response answer(Intake intake) {
    Receipt receipt = intake.finish();
    return receipt.nothingAccepted()
        ? Problem.nothingAccepted(receipt, intake.isForbidden())
        : Response.accepted(receipt).type(MediaType.APPLICATION_JSON).build();
  }

  private void count(Caller caller, Receipt receipt) {
    count(caller, "accepted", receipt.accepted());
    count(caller, "rejected", receipt.rejected());
  }

  private void count(Caller caller, String outcome, long events) {
    meters
        .counter("millrace.client.events", "client", caller.name(), "outcome", outcome)
        .increment(events);
  }
}
