package io.millrace.serving.store;

import io.millrace.serving.InvalidBundleException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A file by HTTP. Redirections are followed, but not from HTTPS to HTTP. */
record HttpDownload(StoreLimits limits) implements ZippedBundles.Download {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30); // until the status
  private static final int OK = 200;

  @Override
  public void of(URI uri, Path file) throws IOException {
    String place = Shown.uri(uri);
    HttpResponse<Path> response =
        await(place, client().sendAsync(request(uri, place), answer -> body(answer, place, file)));
    if (response.statusCode() != OK) {
      throw new IOException(place + ": answered with status " + response.statusCode());
    }
  }

  private static HttpClient client() {
    return HttpClient.newBuilder()
        .connectTimeout(CONNECT_TIMEOUT)
        .followRedirects(HttpClient.Redirect.NORMAL)
        .build();
  }

  private static HttpRequest request(URI uri, String place) {
    try {
      return HttpRequest.newBuilder(uri).timeout(ANSWER_TIMEOUT).build();
    } catch (IllegalArgumentException e) {
      throw InvalidBundleException.at(place, String.valueOf(e.getMessage()));
    }
  }

  private BodySubscriber<Path> body(ResponseInfo answer, String place, Path file) {
    return answer.statusCode() == OK
        ? new LimitedBody<>(BodySubscribers.ofFile(file), new ByteBudget(place, limits.bytes()))
        : BodySubscribers.replacing(file);
  }

  private HttpResponse<Path> await(String place, CompletableFuture<HttpResponse<Path>> answer)
      throws IOException {
    try {
      return answer.get(limits.time().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException(place + ": not here within " + limits.time(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(place + ": interrupted");
    } catch (ExecutionException e) {
      throw failure(place, Objects.requireNonNullElse(e.getCause(), e));
    } finally {
      answer.cancel(true);
    }
  }

  private static IOException failure(String place, Throwable cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof InvalidBundleException refused) {
        throw refused;
      }
    }
    return new IOException(place + ": cannot be fetched: " + cause, cause);
  }
}
