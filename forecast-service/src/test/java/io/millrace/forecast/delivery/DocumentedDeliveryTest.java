package io.millrace.forecast.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/alerts.md says of delivery is so. */
class DocumentedDeliveryTest {

  private static final Path PAGE = Path.of("..", "docs", "alerts.md");
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  @TempDir private Path folder;
  private String section;

  @BeforeEach
  void readSection() throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf("\n## Delivery\n");
    int next = page.indexOf("\n## ", start + 1);
    section = page.substring(start, next < 0 ? page.length() : next);
  }

  @Test
  void theCodeThatChecksAPostCompilesAndTellsOursFromOthers() throws Exception {
    Path source = folder.resolve("Verification.java");
    Files.writeString(source, block("java"));
    int failures =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", folder.toString(), source.toString());
    assertThat(failures).isZero();
    Endpoint endpoint = new Endpoint(URI.create("http://x"), Map.of(), Duration.ofSeconds(1));
    List<SigningKey> keys =
        List.of(SigningKey.of("whsec_" + "A".repeat(32)), SigningKey.of(SECRET));
    Webhook webhook = new Webhook("ops", endpoint, keys, 1);
    List<Change> change = List.of(Alerts.change(0, Alerts.firing("a", 1)));

    Post now = webhook.post(change, Instant.now());
    Post longAgo = webhook.post(change, Instant.now().minusSeconds(400));

    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      Method holds =
          Arrays.stream(loader.loadClass("Verification").getDeclaredMethods())
              .filter(method -> method.getName().equals("holds"))
              .findFirst()
              .orElseThrow();
      holds.setAccessible(true);
      assertThat(holds(holds, now, now.body())).isTrue();
      assertThat(holds(holds, now, "{}".getBytes(UTF_8))).isFalse();
      assertThat(holds(holds, longAgo, longAgo.body())).isFalse();
    }
  }

  private static boolean holds(Method holds, Post post, byte[] body) throws Exception {
    Map<String, String> headers = post.headers();
    return (boolean)
        holds.invoke(
            null,
            SECRET,
            headers.get("webhook-id"),
            headers.get("webhook-timestamp"),
            headers.get("webhook-signature"),
            body);
  }

  @Test
  void theMetricsAreThoseThatThereAre() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    var unused = new DeliveryReport(registry, "ops", Clock.systemUTC());

    Set<String> there =
        registry.getMeters().stream()
            .map(DocumentedDeliveryTest::inPrometheus)
            .collect(Collectors.toCollection(TreeSet::new));

    Set<String> documented =
        Pattern.compile("`(millrace_alerts_[a-z_]+)`")
            .matcher(section)
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(documented).isEqualTo(there);
  }

  private static String inPrometheus(Meter meter) {
    String name = meter.getId().getName().replace('.', '_');
    return meter.getId().getType() == Meter.Type.COUNTER ? name + "_total" : name;
  }

  @Test
  void alertmanagerTakesTheConfigurationThatIsShown() throws Exception {
    Path tool =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .map(directory -> Path.of(directory, "amtool"))
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(null);
    Assumptions.assumeTrue(
        tool != null, "skipped: no amtool on the PATH (it comes with Alertmanager)");
    Path configuration = folder.resolve("alertmanager.yml");
    Files.writeString(configuration, block("yaml"));

    Process check =
        new ProcessBuilder(tool.toString(), "check-config", configuration.toString())
            .redirectErrorStream(true)
            .start();

    String said = new String(check.getInputStream().readAllBytes(), UTF_8);
    assertThat(check.waitFor()).as(said).isZero();
  }

  private String block(String language) {
    return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
        .matcher(section)
        .results()
        .map(match -> match.group(1))
        .findFirst()
        .orElseThrow();
  }
}
