package io.millrace.forecast.delivery;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Over HTTP. Redirects are not followed: what authenticates us is meant for one host. */
record HttpTransport(HttpClient http) implements Transport {

  static HttpTransport create() {
    return new HttpTransport(
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build());
  }

  @Override
  public CompletableFuture<Answer> send(Post post) {
    long timeout = post.to().timeout().toMillis();
    CompletableFuture<HttpResponse<Void>> exchange =
        http.sendAsync(request(post), BodyHandlers.discarding());
    CompletableFuture<Answer> answer = exchange.thenApply(HttpTransport::answer);
    // The client's own timeout ends with the answer's headers; its body may trickle for ever.
    return answer
        .orTimeout(timeout, TimeUnit.MILLISECONDS)
        .whenComplete((done, failure) -> exchange.cancel(true));
  }

  private static HttpRequest request(Post post) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(post.to().uri())
            .timeout(post.to().timeout())
            .POST(BodyPublishers.ofByteArray(post.body()));
    post.to().headers().forEach(request::setHeader);
    post.headers().forEach(request::setHeader);
    return request.build();
  }

  private static Answer answer(HttpResponse<Void> response) {
    return new Answer(response.statusCode(), response.headers().firstValue("retry-after"));
  }
}
