package io.millrace.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.forecast.ConfiguredReceivers.Plan;
import io.millrace.forecast.delivery.Alertmanager;
import io.millrace.forecast.delivery.Jitter;
import io.millrace.forecast.delivery.Webhook;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfiguredReceiversTest {

  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String PREFIX = "millrace.alerts.receivers.";

  @Test
  void aWebhookIsWhatItsKeysSay() {
    Plan plan =
        plans(
                Map.of(
                    "ops.kind", "webhook",
                    "ops.url", "https://example.org/hook?of=us",
                    "ops.secret", SECRET + "," + SECRET,
                    "ops.headers.x-team", "night",
                    "ops.bearer-token", "t",
                    "ops.timeout", "3s",
                    "ops.concurrency", "2",
                    "ops.first-pause", "1s",
                    "ops.longest-pause", "2m"))
            .get(0);

    Webhook webhook = (Webhook) plan.receiver();
    assertThat(webhook.name()).isEqualTo("ops");
    assertThat(webhook.keys()).hasSize(2);
    assertThat(webhook.concurrency()).isEqualTo(2);
    assertThat(webhook.endpoint().uri()).isEqualTo(URI.create("https://example.org/hook?of=us"));
    assertThat(webhook.endpoint().timeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(webhook.endpoint().headers())
        .isEqualTo(Map.of("x-team", "night", "authorization", "Bearer t"));
    assertThat(plan.jitter()).isEqualTo(new Jitter(Duration.ofSeconds(1), Duration.ofMinutes(2)));
  }

  @Test
  void receiversComeInTheOrderOfTheirNames() {
    Map<String, String> keys =
        Map.of(
            "two.kind", "alertmanager",
            "two.url", "http://127.0.0.1:9093",
            "one.kind", "webhook",
            "one.url", "http://127.0.0.1:1",
            "one.secret", SECRET);

    List<Plan> plans = plans(keys);

    assertThat(plans).extracting(plan -> plan.receiver().name()).containsExactly("one", "two");
    assertThat(plans.get(1).receiver()).isInstanceOf(Alertmanager.class);
    assertThat(plans.get(1).receiver().concurrency()).isEqualTo(1);
  }

  @Test
  void withoutKeysThereAreNoReceivers() {
    assertThat(plans(Map.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "webhook, url, ftp://secret.example.org, must begin with http:// or https://",
    "webhook, url, https:///path, must name a host",
    "webhook, url, 'https://a b', must be a URL",
    "webhook, url, https://user:secret@example.org, 'must not hold a user or a password: that is"
        + " what username and password are for'",
    "alertmanager, url, http://example.org?a=b, must not have a query",
    "webhook, secret, secret, must begin with whsec_",
    "webhook, timeout, 2m, 'must be PT0.001S to PT1M, is PT2M'",
    "webhook, concurrency, 65, 'must be 1 to 64, is 65'",
    "webhook, repeat, 1m, is no key of kind webhook",
    "alertmanager, secret, whsec_, is no key of kind alertmanager",
    "alertmanager, concurrency, 2, is no key of kind alertmanager",
    "alertmanager, repeat, 2h, 'must be PT1S to PT1H, is PT2H'",
    "webhook, first-pause, 5m, 'must be PT0.001S to PT30S, is PT5M'",
    "webhook, longest-pause, 2h, 'must be PT0.001S to PT1H, is PT2H'",
    "webhook, headers.host, example.org, cannot be sent",
  })
  void aWrongValueStopsTheStartWithItsKeyAndWithoutASecret(
      String kind, String key, String value, String why) {
    Map<String, String> keys = new HashMap<>();
    keys.put("ops.kind", kind);
    keys.put("ops.url", "http://example.org");
    if (kind.equals("webhook")) {
      keys.put("ops.secret", SECRET);
    }
    keys.put("ops." + key, value);

    assertThatThrownBy(() -> plans(keys))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(PREFIX + "ops." + key + ": " + why)
        .hasNoCause();
  }

  @Test
  void userAndPasswordBelongTogetherAndAreNoToken() {
    Map<String, String> keys = new HashMap<>();
    keys.put("ops.kind", "alertmanager");
    keys.put("ops.url", "http://example.org");
    keys.put("ops.username", "u");

    assertThatThrownBy(() -> plans(keys))
        .hasMessageStartingWith(PREFIX + "ops.password: is missing");
    keys.put("ops.password", "p");
    assertThat(plans(keys)).hasSize(1);
    keys.put("ops.bearer-token", "t");
    assertThatThrownBy(() -> plans(keys))
        .hasMessageStartingWith(PREFIX + "ops.bearer-token: must not");
  }

  @Test
  void aNameThatCannotNameAGroupIsRefused() {
    Map<String, String> keys = Map.of("Ops_1.kind", "webhook", "Ops_1.url", "http://x");

    assertThatThrownBy(() -> plans(keys)).hasMessageStartingWith(PREFIX + "Ops_1: a name has");
  }

  /** Its secret comes from the environment, as the page says. */
  @Test
  void theReceiversOfThePageAreSound() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "alerts.md"));
    int start = page.indexOf("```properties\nmillrace.alerts.") + "```properties\n".length();
    Properties properties = new Properties();
    properties.load(new StringReader(page.substring(start, page.indexOf("```", start))));
    Map<String, String> keys = new HashMap<>();
    properties.stringPropertyNames().forEach(key -> keys.put(key, properties.getProperty(key)));

    List<Plan> plans = read(keys, Map.of("MILLRACE_ALERTS_RECEIVERS_OPS_SECRET", SECRET));

    assertThat(plans).extracting(plan -> plan.receiver().name()).containsExactly("ops", "pager");
  }

  @Test
  void everyKeyIsExplained() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "alerts.md"));

    for (Method key : ForecastSettings.ReceiverSettings.class.getDeclaredMethods()) {
      String name = key.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
      assertThat(page).contains("`" + (name.equals("headers") ? "headers.X" : name) + "`");
    }
  }

  private static List<Plan> plans(Map<String, String> keys) {
    Map<String, String> full = new HashMap<>();
    keys.forEach((key, value) -> full.put(PREFIX + key, value));
    return read(full, Map.of());
  }

  /** What full keys say, and the environment. */
  private static List<Plan> read(Map<String, String> keys, Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(keys);
    all.put("millrace.state-directory", "unused");
    SmallRyeConfig configuration =
        new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 100, new DurationConverter())
            .withConverter(MemorySize.class, 100, new MemorySizeConverter())
            .withSources(
                new EnvConfigSource(environment, 300), new PropertiesConfigSource(all, "test", 100))
            .withMapping(ForecastSettings.class)
            .build();
    ForecastSettings settings = configuration.getConfigMapping(ForecastSettings.class);
    return ConfiguredReceivers.of(settings.alerts().receivers(), null);
  }
}
