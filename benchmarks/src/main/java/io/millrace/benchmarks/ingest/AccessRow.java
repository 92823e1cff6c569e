package io.millrace.benchmarks.ingest;

import io.millrace.benchmarks.Sender;
import io.millrace.benchmarks.Service;
import io.millrace.benchmarks.Testbeds;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;

/** Every endpoint is asked with credentials of every kind. */
record AccessRow(Testbeds<IngestTestbed> testbeds) implements IngestRow {

  private static final Instant LATER = Instant.parse("2999-01-01T00:00:00Z");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /**
   * Something to ask.
   *
   * @param demand the scope that it needs; {@code open} if none
   */
  private record Endpoint(String method, String path, String body, String demand) {

    /** What must come of it. */
    boolean isRight(Badge badge, int status) {
      if (!badge.good()) {
        return status == 401;
      }
      if (demand.equals("open")) {
        return status != 401 && status != 403;
      }
      if (!badge.isShown()) {
        return status == 401;
      }
      return badge.scopes().stream().anyMatch(this::isMetBy)
          ? status != 401 && status != 403 && status < 500
          : status == 403;
    }

    private boolean isMetBy(String scope) {
      return scope.equals(demand)
          || scope.equals("admin") && demand.equals("metrics")
          || demand.equals("any kind") && scope.contains(":");
    }
  }

  @Override
  public String name() {
    return "access";
  }

  @Override
  public String requirement() {
    return "every endpoint with no, wrong, expired, foreign-scope and right keys and tokens: 401, 403"
        + " or served, each as it must be; a revoked key is refused without a restart";
  }

  private static List<Endpoint> endpoints() {
    String start = "\"at\":\"2026-04-01T12:00:00Z\",";
    return List.of(
        new Endpoint(
            "POST",
            "/events/text",
            "{\"source\":\"plant-7\"," + start + "\"text\":\"x\"}",
            "text:*"),
        new Endpoint(
            "POST",
            "/events/sensor",
            "{\"sensor\":\"plant-7\"," + start + "\"rateHz\":1,\"channels\":{\"x\":[1]}}",
            "sensor:*"),
        new Endpoint(
            "POST",
            "/events/series",
            "{\"series\":\"plant-7\"," + start + "\"values\":{}}",
            "series:*"),
        new Endpoint("GET", "/stream", "", "any kind"),
        new Endpoint("GET", "/q/metrics", "", "metrics"),
        new Endpoint("GET", "/q/health/live", "", "open"),
        new Endpoint("GET", "/q/health/ready", "", "open"),
        new Endpoint("GET", "/schemas", "", "open"),
        new Endpoint("GET", "/schemas/text/v1", "", "open"),
        new Endpoint("GET", "/q/openapi", "", "open"),
        new Endpoint("GET", "/q/health-ui", "", "admin"),
        new Endpoint("GET", "/nothing/here", "", "admin"));
  }

  @Override
  public Measurement measure(Bench bench, IngestTestbed bed) {
    Badge.Issuer issuer = Badge.Issuer.any();
    Path keys = bed.stack().folder().resolve("keys.yaml");
    Badge.Key revoked = new Badge.Key("krevoked", "text:*", LATER);
    Badge.Key expired = new Badge.Key("kexpired", "text:*", Instant.EPOCH);
    Badge.Key plant = new Badge.Key("kplant", "text:plant-*", LATER);
    List<Badge.Key> right =
        List.of(
            new Badge.Key("ktext", "text:*", LATER),
            new Badge.Key("ksensor", "sensor:*", LATER),
            new Badge.Key("kseries", "series:*", LATER),
            new Badge.Key("kmetrics", "metrics", LATER),
            new Badge.Key("kadmin", "admin", LATER));
    List<Badge.Key> all = new ArrayList<>(right);
    all.addAll(List.of(expired, plant, revoked));
    write(keys, all);
    Service service =
        bed.service(
            IngestTestbed.FIRST,
            Map.of(
                "millrace.security.keys-file",
                keys.toString(),
                "quarkus.oidc.public-key",
                issuer.publicKey(),
                "quarkus.oidc.token.issuer",
                Badge.ISSUER,
                "quarkus.oidc.token.audience",
                Badge.AUDIENCE));
    List<Badge> badges = badges(issuer, right, expired);
    List<String> wrong = new ArrayList<>();
    int cells = matrix(service, badges, wrong);
    keyPattern(service, plant.badge("plant", true), wrong);
    Badge gone = revoked.badge("revoked", true);
    expect(202, status(service, endpoints().get(0), gone), "before it is revoked", wrong);
    all.remove(revoked);
    write(keys, all);
    Awaitility.await("the revoked key is refused")
        .atMost(Duration.ofSeconds(10))
        .until(() -> status(service, endpoints().get(0), gone) == 401);
    return Measurement.of(
            String.format(
                Locale.ROOT,
                "%d of %d answers as they must be%s; the revoked key refused",
                cells - wrong.size(),
                cells,
                wrong.isEmpty() ? "" : ", NOT " + wrong),
            wrong.isEmpty())
        .withNote(
            String.format(
                Locale.ROOT,
                "%d endpoints × %d credentials (keys: none, wrong secret, unknown, malformed, expired,"
                    + " one for each scope; tokens: right for each kind, wrong signature, expired,"
                    + " other audience, none of our scopes), and a key for sources of one pattern. A"
                    + " test finds all endpoints of the application by itself and writes"
                    + " docs/security-table.md.",
                endpoints().size(),
                badges.size()));
  }

  private static List<Badge> badges(Badge.Issuer issuer, List<Badge.Key> right, Badge.Key expired) {
    List<Badge> badges = new ArrayList<>();
    badges.add(Badge.none());
    right.forEach(key -> badges.add(key.badge(key.id(), true)));
    badges.add(new Badge("malformed", "Bearer mr_ktext", false, Set.of()));
    badges.add(new Badge("wrong secret", wrongSecret(right.get(0)), false, Set.of()));
    badges.add(new Badge.Key("kunknown", "text:*", LATER).badge("unknown key", false));
    badges.add(expired.badge("expired key", false));
    for (String scope : List.of("text:*", "sensor:*", "series:*", "metrics", "admin")) {
      badges.add(issuer.token("token " + scope, Badge.AUDIENCE, scope, 600, true));
    }
    badges.add(issuer.token("token of no scope", Badge.AUDIENCE, "nothing", 600, true));
    badges.add(issuer.token("expired token", Badge.AUDIENCE, "text:*", -300, false));
    badges.add(issuer.token("other audience", "somebody-else", "text:*", 600, false));
    badges.add(Badge.Issuer.any().token("wrong signature", Badge.AUDIENCE, "text:*", 600, false));
    return badges;
  }

  private static String wrongSecret(Badge.Key key) {
    String header = key.badge("", true).header();
    return header.substring(0, header.length() - 4) + "AAAA";
  }

  private static int matrix(Service service, List<Badge> badges, List<String> wrong) {
    int cells = 0;
    for (Endpoint endpoint : endpoints()) {
      for (Badge badge : badges) {
        int status = status(service, endpoint, badge);
        cells++;
        if (!endpoint.isRight(badge, status)) {
          wrong.add(
              endpoint.method() + " " + endpoint.path() + " with " + badge.name() + ": " + status);
        }
      }
    }
    return cells;
  }

  private static void keyPattern(Service service, Badge plant, List<String> wrong) {
    Endpoint own = endpoints().get(0);
    Endpoint foreign =
        new Endpoint(own.method(), own.path(), own.body().replace("plant-7", "office"), "text:*");
    expect(202, status(service, own, plant), "a source within the pattern", wrong);
    expect(403, status(service, foreign, plant), "a source beyond it", wrong);
  }

  private static void expect(int wanted, int got, String what, List<String> wrong) {
    if (wanted != got) {
      wrong.add(what + ": " + got + " instead of " + wanted);
    }
  }

  private static int status(Service service, Endpoint endpoint, Badge badge) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(service.at(endpoint.path()))
            .timeout(Duration.ofSeconds(30))
            .header("content-type", Sender.JSON)
            .method(
                endpoint.method(),
                endpoint.body().isEmpty()
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(endpoint.body()));
    if (badge.isShown()) {
      request.header("authorization", badge.header());
    }
    try {
      return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void write(Path file, List<Badge.Key> keys) {
    StringBuilder text = new StringBuilder("keys:\n");
    keys.forEach(key -> text.append(key.entry()));
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
