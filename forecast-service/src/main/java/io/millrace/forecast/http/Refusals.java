package io.millrace.forecast.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.millrace.events.InvalidEventException;
import io.millrace.forecast.jobs.JobLogException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** HTTP refusals in words, as RFC 9457 problem details. */
final class Refusals {

  private static final String PROBLEM_JSON = "application/problem+json";

  /**
   * @param field of the request's body that is wrong; absent if it is something else
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Problem(String type, String title, int status, String detail, @Nullable String field) {}

  @ServerExceptionMapper
  Response refuse(WebApplicationException refusal) {
    return problem(refusal.getResponse(), String.valueOf(refusal.getMessage()), null);
  }

  @ServerExceptionMapper
  Response refuse(InvalidEventException refusal) {
    Response response = Response.status(Response.Status.BAD_REQUEST).build();
    return problem(response, String.valueOf(refusal.getMessage()), refusal.field());
  }

  @ServerExceptionMapper
  Response refuse(JobLogException failure) {
    Response response =
        Response.status(Response.Status.SERVICE_UNAVAILABLE)
            .header(HttpHeaders.RETRY_AFTER, 1)
            .build();
    return problem(response, String.valueOf(failure.getMessage()), null);
  }

  private static Response problem(Response response, String detail, @Nullable String field) {
    Problem problem =
        new Problem(
            "about:blank",
            response.getStatusInfo().getReasonPhrase(),
            response.getStatus(),
            detail,
            field);
    return Response.fromResponse(response).entity(problem).type(PROBLEM_JSON).build();
  }
}
