package io.millrace.forecast.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/**
 * Marks what a copy answered while its partition moves: it may be behind by what was written in the
 * last moments.
 */
@Provider
class Stale implements ContainerResponseFilter {

  static final String HEADER = "Millrace-Stale";

  static void mark(ContainerRequestContext request) {
    request.setProperty(HEADER, true);
  }

  /** What was gathered, marked if copies had a part in it. */
  static Response answer(Object entity, boolean stale) {
    Response.ResponseBuilder answer = Response.ok(entity);
    return stale ? answer.header(HEADER, "true").build() : answer.build();
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(HEADER) != null) {
      response.getHeaders().putSingle(HEADER, "true");
    }
  }
}
