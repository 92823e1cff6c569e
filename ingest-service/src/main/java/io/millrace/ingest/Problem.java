package io.millrace.ingest;

import io.millrace.ingest.Receipt.Refusal;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;

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
  private static final int RETRY_SECONDS = 5;

  static Response of(int status, String title, String detail, Receipt receipt) {
    return builder(status, title, detail, receipt).build();
  }

  static Response nothingAccepted(Receipt receipt) {
    Refusal first = receipt.errors().get(0);
    String detail =
        "All "
            + receipt.rejected()
            + " events were refused; the first for "
            + (first.field() + ": " + first.reason());
    return of(UNPROCESSABLE, "No event was accepted", detail, receipt);
  }

  static Response unreachable(Unreachable failure) {
    return builder(
            Response.Status.SERVICE_UNAVAILABLE.getStatusCode(),
            "Kafka does not acknowledge",
            String.valueOf(failure.getMessage()),
            failure.receipt())
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
