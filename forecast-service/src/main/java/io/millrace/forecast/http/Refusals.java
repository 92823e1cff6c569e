package io.millrace.forecast.http;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** HTTP refusals in words, as RFC 9457 problem details. */
final class Refusals {

  private static final String PROBLEM_JSON = "application/problem+json";

  record Problem(String type, String title, int status, String detail) {}

  @ServerExceptionMapper
  Response refuse(WebApplicationException refusal) {
    Response response = refusal.getResponse();
    Problem problem =
        new Problem(
            "about:blank",
            response.getStatusInfo().getReasonPhrase(),
            response.getStatus(),
            String.valueOf(refusal.getMessage()));
    return Response.fromResponse(response).entity(problem).type(PROBLEM_JSON).build();
  }
}
