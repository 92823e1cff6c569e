package io.millrace.benchmarks.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.benchmarks.Service;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks one instance, all the time, about each series and about all of them, from a thread of its
 * own.
 */
final class ApiWatch implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final long PACE = 5; // ms between two questions
  private static final int KEPT = 5; // failures

  private final HttpClient client = HttpClient.newHttpClient();
  private final Service service;
  private final List<String> names;
  private final List<String> paths = new ArrayList<>();
  private final Map<String, Long> awaySince = new HashMap<>(); // nanoseconds, by path
  private final Thread thread = new Thread(this::run, "api-watch");
  private volatile boolean stopping;
  private int answered;
  private int stale;
  private int unavailable;
  private long longestAway; // nanoseconds
  private int failed;
  private final List<String> failures = new ArrayList<>();

  private ApiWatch(Service service, String run, List<String> names) {
    this.service = service;
    this.names = names;
    names.forEach(name -> paths.add("/series/" + name + "/forecast"));
    paths.add("/series?q=" + run + "-&limit=1000");
    paths.add("/series?q=" + run + "-&offset=1&limit=2");
    paths.add("/alerts");
    paths.add("/decisions");
  }

  /**
   * @param readings of series that have a forecast
   */
  static ApiWatch start(Service service, EvenReadings readings) {
    ApiWatch watch =
        new ApiWatch(service, readings.run(), readings.names().stream().sorted().toList());
    watch.thread.start();
    return watch;
  }

  /**
   * What was answered.
   *
   * @param stale of those answered, by a copy
   * @param unavailable times that 503 was
   * @param longestAway between the first 503 to a question and its next answer
   * @param failed neither, or what is not true
   */
  record Answers(
      int answered,
      int stale,
      int unavailable,
      Duration longestAway,
      int failed,
      List<String> failures) {

    Answers {
      failures = List.copyOf(failures);
    }

    static final Answers NONE = new Answers(0, 0, 0, Duration.ZERO, 0, List.of());

    Answers and(Answers other) {
      List<String> all = new ArrayList<>(failures);
      all.addAll(other.failures);
      return new Answers(
          answered + other.answered,
          stale + other.stale,
          unavailable + other.unavailable,
          longestAway.compareTo(other.longestAway) > 0 ? longestAway : other.longestAway,
          failed + other.failed,
          all);
    }
  }

  private void run() {
    for (int number = 0; !stopping; number++) {
      ask(paths.get(number % paths.size()));
      try {
        Thread.sleep(PACE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void ask(String path) {
    try {
      HttpRequest request = HttpRequest.newBuilder(service.at(path)).timeout(TIMEOUT).build();
      judge(path, client.send(request, BodyHandlers.ofString()));
    } catch (IOException | RuntimeException e) {
      fail(path + ": " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void judge(String path, HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() == 503 && answer.headers().firstValue("Retry-After").isPresent()) {
      unavailable++;
      awaySince.putIfAbsent(path, System.nanoTime());
    } else if (answer.statusCode() == 200 && isTrue(path, JSON.readTree(answer.body()))) {
      answered++;
      stale += answer.headers().firstValue("Millrace-Stale").isPresent() ? 1 : 0;
      endAway(path);
    } else {
      fail(path + ": " + answer.statusCode() + " " + answer.body());
    }
  }

  private void endAway(String path) {
    Long since = awaySince.remove(path);
    if (since != null) {
      longestAway = Math.max(longestAway, System.nanoTime() - since);
    }
  }

  /** A forecast is of the series that was asked for, and lists lack and double none. */
  private boolean isTrue(String path, JsonNode body) {
    if (path.contains("/forecast")) {
      return path.contains("/" + body.path("series").asText() + "/");
    }
    if (!path.contains("/series?")) {
      return body.path("partitions").size() == body.path("partitionsOf").asInt();
    }
    List<String> expected = path.contains("offset") ? names.subList(1, 3) : names;
    return body.path("total").asInt() == names.size()
        && body.path("series").findValuesAsText("series").equals(expected);
  }

  private void fail(String what) {
    failed++;
    if (failures.size() < KEPT) {
      failures.add(what);
    }
  }

  /** Ends it. */
  Answers answers() {
    close();
    List.copyOf(awaySince.keySet()).forEach(this::endAway);
    return new Answers(
        answered, stale, unavailable, Duration.ofNanos(longestAway), failed, failures);
  }

  @Override
  public void close() {
    stopping = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
