package io.millrace.ingest.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * What a sender still has to say when its request is answered already. Some senders listen only
 * when they have said all, so it is read for a moment; who then still goes on is hung up on, a
 * little later, so that the answer can arrive.
 */
final class Leftover {

  private static final Duration MOMENT = Duration.ofSeconds(2);
  private static final int BUFFER = 65_536; // bytes

  private Leftover() {}

  /** Whether the body has ended, so that the next request can follow on its connection. */
  static boolean isRead(InputStream body) {
    byte[] buffer = new byte[BUFFER];
    long end = System.nanoTime() + MOMENT.toNanos();
    try {
      while (System.nanoTime() < end) {
        if (body.read(buffer) < 0) {
          return true;
        }
      }
      return false;
    } catch (IOException gone) {
      return false;
    }
  }

  /** Ends the connection a moment after the answer; what still comes is thrown away. */
  static void hangUp(Vertx vertx, HttpServerRequest request) {
    if (!request.isEnded()) {
      request.handler(thrownAway -> {});
      request.resume();
    }
    vertx.setTimer(MOMENT.toMillis(), moment -> end(request));
  }

  /** With HTTP/2 others share the connection. */
  private static void end(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_2) {
      request.response().reset();
    } else {
      request.connection().close();
    }
  }
}
