package io.millrace.forecast.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.events.Alert;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against Alertmanager itself; skipped where it is not installed. */
class RealAlertmanagerTest {

  private static final Duration INTERVAL = Duration.ofMillis(500);
  private static final Jitter QUICK = new Jitter(Duration.ofMillis(50), Duration.ofMillis(200));

  @TempDir private Path folder;

  private final FakeAlertTopic topic = new FakeAlertTopic();
  private AlertmanagerProcess alertmanager;
  private DeliveryLoop loop;
  private Thread thread;

  @BeforeEach
  void start() throws IOException {
    alertmanager = AlertmanagerProcess.start(folder);
    topic.commit(0);
    startLoop();
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (loop != null) {
      stopLoop();
    }
    alertmanager.close();
  }

  @Test
  void anAlertIsActiveStaysSoWhileItIsToldAgainAndGoesWhenItResolves() {
    topic.append(alert("host", 1, null, "warning"));

    await().until(() -> alertmanager.active().equals(List.of("host warning")));
    Instant firstEnd = alertmanager.endsAt("host");

    await().until(() -> alertmanager.endsAt("host").isAfter(firstEnd.plus(INTERVAL)));
    await().until(() -> Instant.now().isAfter(firstEnd));
    assertThat(alertmanager.active()).containsExactly("host warning");
    topic.append(alert("host", 2, Instant.now(), "warning"));
    await().atMost(INTERVAL.multipliedBy(3)).until(() -> alertmanager.active().isEmpty());
  }

  @Test
  void anAlertOfAnotherSeverityTakesThePlaceOfTheOneBefore() {
    topic.append(alert("host", 1, null, "warning"));
    await().until(() -> alertmanager.active().equals(List.of("host warning")));

    topic.append(alert("host", 2, null, "critical"));

    await().until(() -> alertmanager.active().equals(List.of("host critical")));
  }

  @Test
  void afterARestartOfAlertmanagerWhatFiresIsThereAgain() throws IOException {
    topic.append(alert("host", 1, null, "warning"));
    await().until(() -> alertmanager.active().equals(List.of("host warning")));

    alertmanager.killAndForget();
    alertmanager.startAgain();

    await().until(() -> alertmanager.active().equals(List.of("host warning")));
  }

  @Test
  void whatIsNotToldAgainResolvesByItself() throws InterruptedException {
    topic.append(alert("host", 1, null, "warning"));
    await().until(() -> alertmanager.active().equals(List.of("host warning")));

    stopLoop();

    await()
        .atMost(INTERVAL.multipliedBy(2L * Alertmanager.INTERVALS))
        .until(() -> alertmanager.active().isEmpty());
  }

  private static Alert alert(String key, int sequence, Instant end, String severity) {
    return new Alert(
        key + "|1",
        "limit",
        key,
        end == null ? Alert.State.FIRING : Alert.State.RESOLVED,
        sequence,
        severity,
        Instant.now().minusSeconds(30),
        end,
        null,
        Duration.ofMinutes(5),
        0.75,
        Map.of("series", key, "of.kind", "é"),
        Map.of("summary", "near its limit"),
        Map.of());
  }

  private void startLoop() {
    loop =
        new DeliveryLoop(
            new Alertmanager(
                "am",
                new Endpoint(alertmanager.alerts(), Map.of(), Duration.ofSeconds(5)),
                INTERVAL,
                null),
            QUICK,
            topic::consumer,
            HttpTransport.create(),
            refused -> assertThat(refused).isEmpty(),
            new DeliveryReport(new SimpleMeterRegistry(), "am", Clock.systemUTC()),
            new SplittableRandom(3),
            Clock.systemUTC());
    thread = new Thread(loop, "delivery");
    thread.start();
  }

  private void stopLoop() throws InterruptedException {
    loop.stop();
    thread.join();
    loop = null;
  }
}
