package io.millrace.workbench.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.events.SeriesEvent;
import io.millrace.workbench.replay.FakeIngest.Reply;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IngestClientTest {

  private static final SeriesEvent EVENT =
      new SeriesEvent("s", Instant.EPOCH, 0, SeriesEvent.Kind.OBSERVED, Map.of("a", 1.0), Map.of());
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final FakeTime time = new FakeTime();
  private final List<String> waits = new ArrayList<>();

  @Test
  void aServiceThatIsBusyIsAskedAgainWhenItSays() throws Exception {
    try (FakeIngest ingest =
        new FakeIngest(
            FakeIngest.busy(429, "7"),
            FakeIngest.busy(503, "Sat, 31 Jan 2026 12:00:17 GMT"),
            FakeIngest.busy(503, null),
            FakeIngest.accepting())) {
      Receipt receipt = client(ingest.url()).send(List.of(EVENT, EVENT));

      assertThat(receipt.accepted()).isEqualTo(2);
      assertThat(time.pauses)
          .containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(10), Duration.ofSeconds(1));
      assertThat(waits.get(0)).isEqualTo(ingest.url() + "/events/series answers 429; again in 7s");
    }
  }

  @Test
  void patienceEnds() throws Exception {
    try (FakeIngest ingest = new FakeIngest(FakeIngest.busy(503, "50"))) {
      assertThatThrownBy(() -> client(ingest.url()).send(List.of(EVENT)))
          .isInstanceOf(ReplayException.class)
          .hasMessageContaining("answers 503; --patience 120s is used up");

      assertThat(ingest.bodies).hasSize(3); // after 0, 50 and 100 s
    }
  }

  @Test
  void aServiceThatAsksForLongerThanThePatienceIsNotWaitedFor() throws Exception {
    try (FakeIngest ingest = new FakeIngest(FakeIngest.busy(429, "3600"))) {
      assertThatThrownBy(() -> client(ingest.url()).send(List.of(EVENT)))
          .isInstanceOf(ReplayException.class);

      assertThat(time.pauses).isEmpty();
    }
  }

  @Test
  void aBatchWhoseConnectionWasLostIsSentAgainAsItWas() throws Exception {
    try (FakeIngest ingest =
        new FakeIngest(
            FakeIngest.breakingOff(), FakeIngest.breakingOff(), FakeIngest.accepting())) {
      Receipt receipt = client(ingest.url()).send(List.of(EVENT, EVENT));

      assertThat(receipt.accepted()).isEqualTo(2);
      assertThat(ingest.bodies).hasSize(3).containsOnly(ingest.bodies.get(0));
      assertThat(time.pauses).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1));
    }
  }

  @Test
  void aServiceThatWentAwayIsWaitedForToComeBack() throws Exception {
    FakeIngest ingest = new FakeIngest();
    IngestClient client = client(ingest.url());
    client.send(List.of(EVENT));
    ingest.close();

    assertThatThrownBy(() -> client.send(List.of(EVENT)))
        .isInstanceOf(ReplayException.class)
        .hasMessageContaining("--patience 120s is used up");

    assertThat(time.pauses).hasSizeGreaterThan(10).endsWith(Duration.ofSeconds(10));
  }

  @Test
  void aServiceThatWasNeverThereIsToldPlainlyAndAtOnce() throws Exception {
    URI gone;
    try (FakeIngest ingest = new FakeIngest()) {
      gone = ingest.url();
    }

    assertThatThrownBy(() -> client(gone).send(List.of(EVENT)))
        .isInstanceOf(ReplayException.class)
        .hasMessageContaining("does not answer; is `millrace up` running?");

    assertThat(time.pauses).isEmpty();
  }

  @Test
  void theKeyIsSentAsBearerAndNothingWithoutOne() throws Exception {
    try (FakeIngest ingest = new FakeIngest()) {
      client(ingest.url()).send(List.of(EVENT));
      client(ingest.url(), "mr_1_secret").send(List.of(EVENT));

      assertThat(ingest.authorizations).containsExactly("none", "Bearer mr_1_secret");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void aKeyThatIsRefusedIsSaidButNotShown(int status) throws Exception {
    Reply refusing = FakeIngest.status(status, "{\"detail\":\"no scope for series\"}");
    try (FakeIngest ingest = new FakeIngest(refusing)) {
      assertThatThrownBy(() -> client(ingest.url(), "mr_1_secret").send(List.of(EVENT)))
          .isInstanceOf(ReplayException.class)
          .hasMessageContaining("answers " + status + ": no scope for series")
          .hasMessageContaining("another key in MILLRACE_API_KEY may help")
          .hasMessageNotContaining("secret");
    }
  }

  @Test
  void aKeyThatCannotBeSentIsRefusedWithoutShowingIt() {
    Map<String, String> environment = Map.of(ApiKey.VARIABLE, "mr secret\nX-Admin: 1");

    assertThatThrownBy(() -> ApiKey.of(environment))
        .isInstanceOf(ReplayException.class)
        .hasMessageContaining("MILLRACE_API_KEY: must be printable ASCII")
        .hasMessageNotContaining("secret");
    assertThat(ApiKey.of(Map.of(ApiKey.VARIABLE, " "))).isEmpty();
    assertThat(ApiKey.of(Map.of(ApiKey.VARIABLE, "secret")).orElseThrow().toString())
        .doesNotContain("secret");
  }

  @Test
  void whateverElseIsAnsweredIsSaidShortly() throws Exception {
    try (FakeIngest ingest = new FakeIngest(FakeIngest.status(404, "<html>" + "x".repeat(9_999)))) {
      assertThatThrownBy(() -> client(ingest.url()).send(List.of(EVENT)))
          .isInstanceOf(ReplayException.class)
          .message()
          .contains("answers 404: <html>xxx")
          .hasSizeLessThan(400);
    }
  }

  @Test
  void whoIsNoIngestServiceIsSaidSo() throws Exception {
    try (FakeIngest ingest = new FakeIngest(FakeIngest.status(202, "welcome"))) {
      assertThatThrownBy(() -> client(ingest.url()).send(List.of(EVENT)))
          .isInstanceOf(ReplayException.class)
          .hasMessageContaining("does not answer as ingest-service does");
    }
  }

  @ParameterizedTest
  @CsvSource({
    ", PT1S",
    "0, PT0.1S",
    "5, PT5S",
    "soon, PT1S",
    "-5, PT1S",
    "1.5, PT1S",
    "'Sat, 31 Jan 2026 12:01:00 GMT', PT1M",
    "'Sat, 31 Jan 2026 11:00:00 GMT', PT0.1S",
  })
  void whenToAskAgainIsReadAsSecondsOrADate(String header, Duration expected) {
    assertThat(RetryAfter.of(Optional.ofNullable(header), FakeTime.NOON)).isEqualTo(expected);
  }

  private IngestClient client(URI url) {
    return new IngestClient(url, Optional.empty(), new Patience(LIMIT, time, time, waits::add));
  }

  private IngestClient client(URI url, String key) {
    return new IngestClient(
        url, Optional.of(new ApiKey(key)), new Patience(LIMIT, time, time, waits::add));
  }
}
