package io.millrace.console.acting;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;

/**
 * Lets nobody act but the operator. The key comes in a header that no browser adds by itself, so a
 * page of somebody else cannot make a browser act with it; that the browser says where a request
 * comes from is looked at besides.
 */
@Provider
@Acting
class OperatorOnly implements ContainerRequestFilter {

  private final OperatorKey key;

  OperatorOnly(OperatorKey key) {
    this.key = key;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    String site = request.getHeaderString("Sec-Fetch-Site");
    String authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      refuse(request, Response.Status.FORBIDDEN, "the request comes from another site");
    } else if (!key.exists()) {
      refuse(
          request,
          Response.Status.FORBIDDEN,
          "this console is read-only: millrace.console.operator-key-file is not set");
    } else if (authorization == null) {
      refuse(request, Response.Status.UNAUTHORIZED, "the operator's key is missing");
    } else if (!key.isIn(authorization)) {
      refuse(request, Response.Status.UNAUTHORIZED, "this is not the operator's key");
    }
  }

  private static void refuse(
      ContainerRequestContext request, Response.Status status, String detail) {
    Response.ResponseBuilder response =
        Response.status(status)
            .type(MediaType.APPLICATION_JSON)
            .entity(Map.of("status", status.getStatusCode(), "detail", detail));
    if (status == Response.Status.UNAUTHORIZED) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"millrace console\"");
    }
    request.abortWith(response.build());
  }
}
