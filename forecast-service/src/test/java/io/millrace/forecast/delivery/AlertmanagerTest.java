package io.millrace.forecast.delivery;

import static io.millrace.forecast.delivery.Alerts.NOON;
import static io.millrace.forecast.delivery.Alerts.PARTITION;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.events.Alert;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertmanagerTest {

  private static final Duration INTERVAL = Duration.ofMinutes(1);

  private final Alertmanager alertmanager =
      new Alertmanager(
          "am",
          new Endpoint(URI.create("http://x/api/v2/alerts"), Map.of(), Duration.ofSeconds(1)),
          INTERVAL,
          URI.create("http://127.0.0.1:8083"));

  @Test
  void aFiringAlertEndsAFewIntervalsAheadUnlessItIsToldAgain() {
    Post post = alertmanager.post(List.of(Alerts.change(0, Alerts.firing("host", 1))), NOON);

    assertThat(new String(post.body(), UTF_8))
        .isEqualTo(
            "[{\"labels\":{\"alertname\":\"limit\",\"severity\":\"warning\",\"key\":\"host\","
                + "\"series\":\"host\"},\"annotations\":{\"summary\":\"host is near its limit\","
                + "\"alert_id\":\"limit|host|1\",\"probability\":\"0.75\"},"
                + "\"startsAt\":\"2026-01-31T12:00:00Z\",\"endsAt\":\"2026-01-31T12:04:00Z\","
                + "\"generatorURL\":\"http://127.0.0.1:8083/alerts/limit%7Chost%7C1\"}]");
  }

  @Test
  void aResolvedAlertEndsWhenItEndedAndNotInTheFuture() throws IOException {
    List<Change> resolved = List.of(Alerts.change(0, Alerts.resolved("host", 2)));

    Post after = alertmanager.post(resolved, NOON.plusSeconds(90));
    Post before = alertmanager.post(resolved, NOON.minusSeconds(90));

    assertThat(tree(after).get(0).get("endsAt").asText()).isEqualTo("2026-01-31T12:01:00Z");
    assertThat(tree(before).get(0).get("endsAt").asText()).isEqualTo("2026-01-31T11:58:30Z");
    assertThat(tree(before).get(0).get("startsAt").asText()).isEqualTo("2026-01-31T11:58:30Z");
  }

  @Test
  void anAlertWhoseSeverityChangesReplacesTheOneBefore() throws IOException {
    alertmanager.knows(Alerts.change(0, Alerts.firing("host", 1)));

    Post post =
        alertmanager.post(
            List.of(Alerts.change(1, Alerts.alert("host", 2, null, "critical"))), NOON);

    assertThat(tree(post).findValuesAsText("severity")).containsExactly("warning", "critical");
    assertThat(tree(post).findValuesAsText("endsAt"))
        .containsExactly("2026-01-31T12:00:00Z", "2026-01-31T12:04:00Z");
  }

  @Test
  void whatFiresIsToldAgainEachIntervalAndWhatResolvedIsNot() throws IOException {
    alertmanager.knows(Alerts.change(0, Alerts.firing("a", 1)));
    alertmanager.knows(Alerts.change(1, Alerts.firing("b", 1)));
    alertmanager.knows(Alerts.change(2, Alerts.resolved("a", 2)));
    alertmanager.knowsAll(PARTITION, NOON);

    JsonNode first = tree(alertmanager.repeat(NOON).orElseThrow());

    assertThat(first.findValuesAsText("key")).containsExactly("b");
    assertThat(alertmanager.repeat(NOON.plus(INTERVAL).minusMillis(1))).isEmpty();
    Instant next = NOON.plus(INTERVAL);
    assertThat(tree(alertmanager.repeat(next).orElseThrow()).findValuesAsText("endsAt"))
        .containsExactly(next.plus(INTERVAL.multipliedBy(4)).toString());
  }

  @Test
  void nothingIsToldAgainBeforeAllIsRemembered() {
    alertmanager.knows(Alerts.change(0, Alerts.firing("a", 1)));

    assertThat(alertmanager.repeat(NOON)).isEmpty();
  }

  @Test
  void manyAreToldAgainInSeveralRequests() {
    for (int number = 0; number < 2 * Alertmanager.BATCH + 1; number++) {
      alertmanager.knows(Alerts.change(number, Alerts.firing("key" + number, 1)));
    }
    alertmanager.knowsAll(PARTITION, NOON);

    assertThat(alertmanager.repeat(NOON)).isPresent();
    assertThat(alertmanager.repeat(NOON)).isPresent();
    assertThat(alertmanager.repeat(NOON)).isPresent();
    assertThat(alertmanager.repeat(NOON)).isEmpty();
  }

  @Test
  void whatDidNotArriveIsToldAgainAtOnceAndAfresh() {
    alertmanager.knows(Alerts.change(0, Alerts.firing("a", 1)));
    alertmanager.knowsAll(PARTITION, NOON);
    assertThat(alertmanager.repeat(NOON)).isPresent();

    alertmanager.repeatFailed(NOON.plusSeconds(2));

    assertThat(alertmanager.repeat(NOON.plusSeconds(2))).isPresent();
  }

  @Test
  void aPartitionThatAnotherInstanceHasIsForgotten() {
    alertmanager.knows(Alerts.change(0, Alerts.firing("a", 1)));
    alertmanager.knowsAll(PARTITION, NOON);

    alertmanager.forget(PARTITION);

    assertThat(alertmanager.firing()).isZero();
    assertThat(alertmanager.repeat(NOON)).isEmpty();
  }

  @Test
  void labelsHaveNamesThatAlertmanagerAllows() {
    Alert alert =
        new Alert(
            "i",
            "limit",
            "k",
            Alert.State.FIRING,
            1,
            "info",
            NOON,
            null,
            null,
            Duration.ofMinutes(5),
            null,
            Map.of("data-centre", "west", "1st", "yes", "severity", "other", "empty", ""),
            Map.of(),
            Map.of());

    PostedAlert posted = PostedAlert.firing(alert, NOON, null);

    assertThat(posted.labels())
        .isEqualTo(
            Map.of(
                "alertname",
                "limit",
                "severity",
                "info",
                "key",
                "k",
                "data_centre",
                "west",
                "_1st",
                "yes"));
    assertThat(posted.annotations()).containsEntry("lead_time", "PT5M");
    assertThat(posted.generatorUrl()).isNull();
  }

  private static JsonNode tree(Post post) throws IOException {
    return new ObjectMapper().readTree(post.body());
  }
}
