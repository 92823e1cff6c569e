package io.millrace.forecast.stream;

import static io.millrace.forecast.stream.TestStream.START;
import static io.millrace.forecast.stream.TestStream.reading;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.events.Alert;
import io.millrace.events.Attribution;
import io.millrace.events.ForecastJob;
import io.millrace.events.Inference;
import io.millrace.events.SeriesEvent;
import io.millrace.events.Topics;
import io.millrace.forecast.jobs.Job;
import io.millrace.forecast.jobs.Jobs;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertStreamTest {

  static final String GONE = "{\"name\":\"gone\",\"kind\":\"silence\",\"after\":\"PT30S\"}";
  private static final String ANGRY =
      "{\"name\":\"angry\",\"kind\":\"label-count\",\"label\":\"complaint\",\"points\":3,\"of\":5,"
          + "\"labels\":{\"team\":\"shops\"},\"annotations\":{\"hint\":\"{count} by {source}\"}}";
  private static final String HIGH =
      "{\"name\":\"high\",\"kind\":\"breach-ahead\",\"variate\":\"a\",\"above\":100,\"within\":\"PT8S\"}";

  @TempDir Path folder;
  private TestStream stream;

  @AfterEach
  void close() {
    stream.close();
  }

  @Test
  void aSeriesThatFallsSilentFiresAndItsNextReadingResolvesIt() {
    stream = new TestStream(folder, 1, job(GONE));
    pipe("s", 0, 20);
    pipe("other", 0, 60);
    stream.advance(Duration.ofSeconds(1));
    List<Alert> silent = alerts();
    stream.pipe(reading("s", 70, 1));

    List<Alert> heard = alerts();

    assertThat(silent).extracting(Alert::key).containsExactly("s");
    assertThat(silent.get(0).startsAt()).isEqualTo(START.plusSeconds(19 + 30));
    assertThat(silent.get(0).labels()).containsEntry("series", "s");
    assertThat(heard).extracting(Alert::state).containsExactly(Alert.State.RESOLVED);
    assertThat(heard.get(0).id()).isEqualTo(silent.get(0).id());
    assertThat(heard.get(0).endsAt()).isEqualTo(START.plusSeconds(70));
  }

  /** A service that was away tells of it as one that was there. */
  @Test
  void aSilenceThatTheLogShowsOnlyAfterwardsIsToldAsBegunAndEnded() {
    stream = new TestStream(folder, 1, job(GONE));
    pipe("s", 0, 20);
    stream.pipe(reading("s", 70, 1));

    List<Alert> alerts = alerts();

    assertThat(alerts)
        .extracting(Alert::state)
        .containsExactly(Alert.State.FIRING, Alert.State.RESOLVED);
    assertThat(alerts.get(0).startsAt()).isEqualTo(START.plusSeconds(19 + 30));
  }

  /** The clock of the records stands still; nobody may be taken for silent who speaks later. */
  @Test
  void whileRecordsAreBehindTheWallClockNobodyIsSilent() {
    stream = new TestStream(folder, 1, job(GONE));
    for (int i = 0; i < 60; i++) {
      stream.pipe(reading("s", i, i));
      stream.advance(Duration.ofSeconds(9));
    }

    List<Alert> alerts = alerts();

    assertThat(alerts).isEmpty();
  }

  @Test
  void whenTheWholePartitionIsStillTheWallClockTells() {
    stream = new TestStream(folder, 1, job(GONE));
    pipe("s", 0, 20);
    stream.advance(Duration.ofSeconds(45));
    List<Alert> before = alerts();
    stream.advance(Duration.ofSeconds(10));

    List<Alert> after = alerts();

    assertThat(before).isEmpty(); // 45 s after the start, 26 s after the last reading
    assertThat(after).extracting(Alert::state).containsExactly(Alert.State.FIRING);
  }

  @Test
  void enoughEventsOfALabelFireWithTheEventsAndTheirWeights() {
    stream = new TestStream(folder, 1, job(ANGRY));
    for (int i = 0; i < 12; i++) {
      stream.pipe(inference(i, i == 2 || i == 3 || i == 5 ? "complaint" : "praise"));
    }

    List<Alert> alerts = alerts();

    assertThat(alerts)
        .extracting(Alert::state)
        .containsExactly(Alert.State.FIRING, Alert.State.RESOLVED);
    Alert firing = alerts.get(0);
    assertThat(firing.key()).isEqualTo("mail/complaint");
    assertThat(firing.startsAt()).isEqualTo(START.plusSeconds(5));
    assertThat(firing.labels()).containsEntry("team", "shops").containsEntry("source", "mail");
    assertThat(firing.annotations()).containsEntry("hint", "3 by mail");
    assertThat(firing.evidence().get("events").toString())
        .contains("event=e2", "event=e3", "event=e5", "broken=0.9");
    assertThat(alerts.get(1).startsAt()).isEqualTo(firing.startsAt());
  }

  @Test
  void aBrokenInferenceIsRejectedWithItsBytesAndTheRestCounts() {
    stream = new TestStream(folder, 1, job(ANGRY));
    stream.pipeLabel("mail".getBytes(UTF_8), "{".getBytes(UTF_8));
    for (int i = 0; i < 3; i++) {
      stream.pipe(inference(i, "complaint"));
    }

    assertThat(stream.records(Topics.REJECTED_EVENTS).get(0).value())
        .isEqualTo("{".getBytes(UTF_8));
    assertThat(alerts()).hasSize(1);
  }

  @Test
  void anAlertWhoseRuleIsTakenAwayIsOver() {
    Jobs jobs = new Jobs(List.of(job(HIGH)));
    stream = new TestStream(folder, 1, jobs).serve(new DriftForecaster("drift", "a"));
    for (int i = 0; i < 40; i++) {
      stream.pipe(reading("s", i, 200));
    }
    List<Alert> firing = alerts();
    jobs.replace(List.of(job(GONE)));
    stream.pipe(reading("s", 40, 200));

    List<Alert> over = alerts();

    assertThat(firing).extracting(Alert::state).containsExactly(Alert.State.FIRING);
    assertThat(over).extracting(Alert::state).containsExactly(Alert.State.RESOLVED);
    assertThat(over.get(0).id()).isEqualTo(firing.get(0).id());
    assertThat(over.get(0).annotations().get("summary")).contains("rule was changed");
  }

  @Test
  void anAlertThatFiresOnIsToldAgainAtMostAsOftenAsItsRuleSays() {
    String often = HIGH.replace("}", ",\"updateEvery\":\"PT10S\"}");
    stream = new TestStream(folder, 1, job(often)).serve(new DriftForecaster("drift", "a"));
    for (int i = 0; i < 60; i++) {
      stream.pipe(reading("s", i, 200));
    }

    List<Alert> alerts = alerts();

    int first = (int) Duration.between(START, alerts.get(0).startsAt()).toSeconds();
    assertThat(alerts).hasSize(1 + (59 - first) / 10);
    assertThat(alerts).extracting(Alert::id).containsOnly(alerts.get(0).id());
    for (int i = 1; i < alerts.size(); i++) {
      assertThat(alerts.get(i).sequence()).isEqualTo(i + 1);
      assertThat(alerts.get(i).updatedAt())
          .isEqualTo(alerts.get(0).startsAt().plusSeconds(10L * i));
    }
  }

  @Test
  void aBreachThatIsForecastNamesTheVariateThatDrivesIt() {
    stream = new TestStream(folder, 16, job(HIGH)).serve(new DriftForecaster("drift", "a", "b"));
    for (int i = 0; i < 120; i++) {
      stream.pipe(reading("s", i, Map.of("a", (double) i, "b", 5.0)));
    }
    stream.waitForPunctuation();

    Alert first = alerts().get(0);

    List<?> drivers = (List<?>) first.evidence().get("drivers");
    assertThat(drivers).hasSize(2);
    assertThat(drivers.get(0).toString()).contains("variate=a");
    assertThat((Double) ((Map<?, ?>) drivers.get(0)).get("effect")).isPositive();
    assertThat((Double) ((Map<?, ?>) drivers.get(1)).get("effect")).isZero();
  }

  @Test
  void aRevisionThatTakesTheCauseAwayResolvesTheAlert() {
    stream = new TestStream(folder, 16, job(HIGH)).serve(new DriftForecaster("drift", "a"));
    for (int i = 0; i < 40; i++) {
      stream.pipe(reading("s", i, i < 36 ? 10 : 200)); // a sensor that was read wrongly
    }
    stream.waitForPunctuation();
    List<Alert> wrong = alerts();
    for (int i = 36; i < 40; i++) {
      stream.pipe(revision(i, 10));
    }
    stream.pipe(reading("s", 40, 10));
    stream.waitForPunctuation();

    List<Alert> right = alerts();

    assertThat(wrong).extracting(Alert::state).containsExactly(Alert.State.FIRING);
    assertThat(right).extracting(Alert::state).containsExactly(Alert.State.RESOLVED);
    assertThat(right.get(0).id()).isEqualTo(wrong.get(0).id());
  }

  private static SeriesEvent revision(int second, double value) {
    return new SeriesEvent(
        "s", START.plusSeconds(second), 1, SeriesEvent.Kind.OBSERVED, Map.of("a", value), Map.of());
  }

  private List<Alert> alerts() {
    return stream.read(Topics.ALERTS, Alert.class);
  }

  private void pipe(String series, int from, int until) {
    for (int i = from; i < until; i++) {
      stream.pipe(reading(series, i, i));
    }
  }

  private static Inference inference(int i, String label) {
    return new Inference(
        "e" + i,
        "text",
        "mail",
        START.plusSeconds(i),
        "mail-sorter",
        "1",
        label,
        Map.of(label, 0.99),
        List.of(),
        List.of(new Attribution(0, 6, "broken", 0.9)));
  }

  private static Job job(String rule) {
    String json = "{\"series\":\"*\",\"rules\":[" + rule + "]}";
    return Job.of(ForecastJob.asked("job", json.getBytes(UTF_8), Instant.EPOCH));
  }
}
