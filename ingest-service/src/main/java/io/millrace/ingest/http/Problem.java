package io.millrace.ingest.http;

import static jakarta.ws.rs.core.Response.Status.BAD_REQUEST;

import io.millrace.events.InvalidEventException;
import io.millrace.ingest.http.Receipt.Refusal;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/**
 * A refusal of a whole request, with what became of its events.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457, problem details</a>
 */
record Problem(
    String type,
    String title,
    int status,
    String detail,
    long accepted,
    long rejected,
    List<Refusal> errors) {

  static final String MEDIA_TYPE = "application/problem+json";

  private static final int UNPROCESSABLE = 422;
  private static final int RETRY_SECONDS = 2;

  static Response of(int status, String title, String detail, Receipt receipt) {
    return builder(status, title, detail, receipt).build();
  }

  /**
   * 403 if none of them may be written by their sender; otherwise 400 if not even one of them was
   * JSON, and 422 if they were, but no events.
   */
  static Response nothingAccepted(Receipt receipt, boolean forbidden) {
    Refusal first = receipt.errors().get(0);
    String detail =
        "All "
            + receipt.rejected()
            + " events were refused; the first for "
            + (first.field() + ": " + first.reason());
    boolean malformed = receipt.errors().stream().allMatch(error -> error.field().equals("json"));
    int status = malformed ? BAD_REQUEST.getStatusCode() : UNPROCESSABLE;
    return of(
        forbidden ? Response.Status.FORBIDDEN.getStatusCode() : status,
        "No event was accepted",
        detail,
        receipt);
  }

  /** A request that asks for what cannot be. */
  static Response invalid(InvalidEventException whole, Receipt receipt) {
    boolean header = receipt.accepted() + receipt.rejected() == 0;
    return of(
        UNPROCESSABLE,
        header ? "No event was accepted" : "The body was not read to its end",
        String.valueOf(whole.getMessage()),
        new Receipt(
            receipt.accepted(),
            receipt.rejected(),
            List.of(new Refusal(0, whole.field(), whole.reason()))));
  }

  /** A body that cannot be read to its end; what came before is taken. */
  static Response unreadable(IOException broken, Receipt receipt) {
    int status = broken instanceof Unreadable known ? known.status() : Unreadable.BROKEN;
    return of(
        status,
        Objects.requireNonNullElse(Response.Status.fromStatusCode(status), BAD_REQUEST)
            .getReasonPhrase(),
        broken instanceof Unreadable
            ? String.valueOf(broken.getMessage())
            : "The body breaks off or is not in its Content-Encoding: " + broken.getMessage(),
        receipt);
  }

  static Response mediaType(String detail) {
    return of(
        Response.Status.UNSUPPORTED_MEDIA_TYPE.getStatusCode(),
        "The media type is not supported",
        detail,
        Receipt.NOTHING);
  }

  static Response unreachable(Unreachable failure) {
    return unavailable(
        "Kafka does not acknowledge", String.valueOf(failure.getMessage()), failure.receipt());
  }

  static Response overQuota(OverQuota over) {
    return builder(
            Response.Status.TOO_MANY_REQUESTS.getStatusCode(),
            "Too much for the client's quota",
            String.valueOf(over.getMessage()),
            over.receipt())
        .header(HttpHeaders.RETRY_AFTER, over.retryAfter())
        .build();
  }

  /** Turned away before anything was read. */
  static Response busy(String reason) {
    return unavailable(
        "No events are taken just now", "Try again later: " + reason + ".", Receipt.NOTHING);
  }

  private static Response unavailable(String title, String detail, Receipt receipt) {
    return builder(Response.Status.SERVICE_UNAVAILABLE.getStatusCode(), title, detail, receipt)
        .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
        .build();
  }

  private static Response.ResponseBuilder builder(
      int status, String title, String detail, Receipt receipt) {
    Problem problem =
        new Problem(
            "about:blank",
            title,
            status,
            detail,
            receipt.accepted(),
            receipt.rejected(),
            receipt.errors());
    return Response.status(status).type(MEDIA_TYPE).entity(problem);
  }
}
