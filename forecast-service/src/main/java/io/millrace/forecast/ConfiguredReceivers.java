package io.millrace.forecast;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.forecast.ForecastSettings.ReceiverSettings;
import io.millrace.forecast.delivery.Alertmanager;
import io.millrace.forecast.delivery.Endpoint;
import io.millrace.forecast.delivery.Jitter;
import io.millrace.forecast.delivery.Receiver;
import io.millrace.forecast.delivery.SigningKey;
import io.millrace.forecast.delivery.Webhook;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Receivers of alerts out of the configuration; what is wrong stops start-up with its key.
 * Addresses and secrets are not repeated: they may let somebody in.
 */
final class ConfiguredReceivers {

  private static final String KEY = "millrace.alerts.receivers.";
  private static final String NAME = "[a-z0-9]+(-[a-z0-9]+)*";
  private static final int LONGEST_NAME = 64; // characters
  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final Duration SHORTEST_REPEAT = Duration.ofSeconds(1);
  private static final Duration LONGEST_REPEAT = Duration.ofHours(1);
  private static final Duration USUAL_REPEAT = Duration.ofMinutes(1);
  private static final int MOST_REQUESTS = 64;
  private static final int USUAL_REQUESTS = 4;

  /** A receiver, and how long it is left alone after a failure. */
  record Plan(Receiver receiver, Jitter jitter) {}

  private final String key; // up to the full stop
  private final ReceiverSettings settings;

  private ConfiguredReceivers(String key, ReceiverSettings settings) {
    this.key = key;
    this.settings = settings;
  }

  /**
   * @param api of this service, to which alerts link; null if it has no address
   * @throws IllegalStateException with the key that is wrong
   */
  static List<Plan> of(Map<String, ReceiverSettings> receivers, @Nullable URI api) {
    List<Plan> plans = new ArrayList<>();
    new TreeMap<>(receivers)
        .forEach(
            (name, settings) -> {
              require(
                  name.length() <= LONGEST_NAME && name.matches(NAME),
                  KEY + name,
                  "a name has up to " + LONGEST_NAME + " lower-case letters, digits and dashes");
              plans.add(new ConfiguredReceivers(KEY + name + ".", settings).plan(name, api));
            });
    return plans;
  }

  private Plan plan(String name, @Nullable URI api) {
    return new Plan(
        switch (settings.kind()) {
          case WEBHOOK -> webhook(name);
          case ALERTMANAGER -> alertmanager(name, api);
        },
        jitter());
  }

  private Receiver webhook(String name) {
    refuse("repeat", settings.repeat());
    int concurrency = settings.concurrency().orElse(USUAL_REQUESTS);
    require(
        concurrency >= 1 && concurrency <= MOST_REQUESTS,
        key + "concurrency",
        "must be 1 to " + MOST_REQUESTS + ", is " + concurrency);
    return new Webhook(name, endpoint(uri()), keys(), concurrency);
  }

  private Receiver alertmanager(String name, @Nullable URI api) {
    refuse("secret", settings.secret());
    refuse("concurrency", settings.concurrency());
    Duration repeat = settings.repeat().orElse(USUAL_REPEAT);
    within("repeat", repeat, SHORTEST_REPEAT, LONGEST_REPEAT);
    String base = uri().toString();
    String slash = base.endsWith("/") ? "" : "/";
    URI alerts = URI.create(base + slash + "api/v2/alerts");
    return new Alertmanager(name, endpoint(alerts), repeat, api);
  }

  private void refuse(String name, Optional<?> value) {
    String kind = settings.kind() == Receiver.Kind.WEBHOOK ? "webhook" : "alertmanager";
    require(value.isEmpty(), key + name, "is no key of kind " + kind);
  }

  private URI uri() {
    URI uri = parsed();
    String scheme = String.valueOf(uri.getScheme());
    require(
        scheme.equals("http") || scheme.equals("https"),
        key + "url",
        "must begin with http:// or https://");
    require(uri.getHost() != null, key + "url", "must name a host");
    require(
        uri.getRawUserInfo() == null,
        key + "url",
        "must not hold a user or a password: that is what username and password are for");
    require(uri.getRawFragment() == null, key + "url", "must not have a fragment");
    boolean plain = settings.kind() == Receiver.Kind.WEBHOOK || uri.getRawQuery() == null;
    require(plain, key + "url", "must not have a query");
    return uri;
  }

  private URI parsed() {
    try {
      return URI.create(settings.url());
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(key + "url: must be a URL", null);
    }
  }

  private Endpoint endpoint(URI uri) {
    within("timeout", settings.timeout(), Duration.ofMillis(1), LONGEST_TIMEOUT);
    return new Endpoint(uri, headers(), settings.timeout());
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new HashMap<>(settings.headers());
    headers.forEach(this::requireSendable);
    authorization().ifPresent(value -> headers.put("authorization", value));
    return headers;
  }

  private void requireSendable(String name, String value) {
    try {
      var unused = HttpRequest.newBuilder().header(name, value);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(key + "headers." + name + ": cannot be sent", null);
    }
  }

  private Optional<String> authorization() {
    boolean basic = settings.username().isPresent();
    require(
        basic == settings.password().isPresent(),
        key + (basic ? "password" : "username"),
        "is missing: user and password belong together");
    require(
        !basic || settings.bearerToken().isEmpty(),
        key + "bearer-token",
        "must not be given beside username and password");
    return basic
        ? Optional.of(basic(settings.username().orElseThrow(), settings.password().orElseThrow()))
        : settings.bearerToken().map(token -> "Bearer " + token);
  }

  private static String basic(String user, String password) {
    return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
  }

  private List<SigningKey> keys() {
    List<String> secrets = settings.secret().orElse(List.of());
    require(!secrets.isEmpty(), key + "secret", "is missing: posts of a webhook are signed");
    return secrets.stream().map(this::signingKey).toList();
  }

  private SigningKey signingKey(String secret) {
    try {
      return SigningKey.of(secret);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(key + "secret: " + e.getMessage(), null);
    }
  }

  private Jitter jitter() {
    within("longest-pause", settings.longestPause(), Duration.ofMillis(1), LONGEST_PAUSE);
    within("first-pause", settings.firstPause(), Duration.ofMillis(1), settings.longestPause());
    return new Jitter(settings.firstPause(), settings.longestPause());
  }

  private void within(String name, Duration value, Duration least, Duration most) {
    require(
        value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
        key + name,
        "must be " + least + " to " + most + ", is " + value);
  }

  private static void require(boolean holds, String key, String rule) {
    if (!holds) {
      throw new IllegalStateException(key + ": " + rule);
    }
  }
}
