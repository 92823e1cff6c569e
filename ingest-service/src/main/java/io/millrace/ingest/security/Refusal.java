package io.millrace.ingest.security;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/**
 * The answer to who may not.
 *
 * @param challenge for {@code WWW-Authenticate} (RFC 6750, 3), empty for none
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457, problem details</a>
 */
record Refusal(HttpResponseStatus status, String title, String detail, String challenge) {

  static final String REALM = "Bearer realm=\"millrace\"";

  private static final String MEDIA_TYPE = "application/problem+json";
  private static final int RETRY_SECONDS = 5;
  private static final long LINGER_MILLIS = 500;
  private static final long NO_ERROR = 0; // RFC 9113, 8.1: stop sending, the answer is complete

  static Refusal withoutCredentials() {
    return new Refusal(
        HttpResponseStatus.UNAUTHORIZED,
        "Credentials are missing",
        "Send a key as Authorization: Bearer mr_... or as X-API-Key, or a token as a Bearer's.",
        REALM);
  }

  static Refusal wrongCredentials(String why) {
    return new Refusal(
        HttpResponseStatus.UNAUTHORIZED,
        "The credentials are not accepted",
        why,
        REALM + ", error=\"invalid_token\"");
  }

  static Refusal lacking(String scope) {
    return new Refusal(
        HttpResponseStatus.FORBIDDEN,
        "The credentials do not reach so far",
        "This needs the scope " + scope + ", which they do not have.",
        REALM + ", error=\"insufficient_scope\"");
  }

  static Refusal providerAway() {
    return new Refusal(
        HttpResponseStatus.SERVICE_UNAVAILABLE,
        "Tokens cannot be checked just now",
        "The OpenID Connect provider does not answer; try again later.",
        "");
  }

  /** Answers, and ends what a body is still to come on: nobody reads it. */
  void send(RoutingContext request) {
    HttpServerResponse response = request.response().setStatusCode(status.code());
    response.putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE);
    if (!challenge.isEmpty()) {
      response.putHeader("WWW-Authenticate", challenge);
    }
    if (status.equals(HttpResponseStatus.SERVICE_UNAVAILABLE)) {
      response.putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(RETRY_SECONDS));
    }
    boolean unread = hasBody(request.request());
    if (unread && request.request().version() != HttpVersion.HTTP_2) {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    response.end(body().toBuffer());
    if (unread) {
      closeSoon(request);
    }
  }

  private static boolean hasBody(HttpServerRequest request) {
    return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        || request.headers().contains(HttpHeaders.CONTENT_LENGTH);
  }

  /** At once, and the reset would overtake the answer; until then what comes is thrown away. */
  private static void closeSoon(RoutingContext context) {
    HttpServerRequest request = context.request();
    request.resume();
    context
        .vertx()
        .setTimer(
            LINGER_MILLIS,
            timer -> {
              if (request.version() != HttpVersion.HTTP_2) {
                request.connection().close();
              } else if (!request.isEnded()) {
                request.response().reset(NO_ERROR);
              }
            });
  }

  private JsonObject body() {
    return new JsonObject()
        .put("type", "about:blank")
        .put("title", title)
        .put("status", status.code())
        .put("detail", detail);
  }
}
