package io.millrace.forecast.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeTest {

  @ParameterizedTest
  @ValueSource(ints = {200, 202, 204})
  void whatIsTakenIsDelivered(int status) {
    assertThat(Outcome.of(Answer.of(status), Alerts.NOON)).isInstanceOf(Outcome.Delivered.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 410, 413, 415, 422})
  void whatTheReceiverFindsWrongIsRefusedForGood(int status) {
    assertThat(Outcome.of(Answer.of(status), Alerts.NOON)).isInstanceOf(Outcome.Refused.class);
  }

  /** Among them what a wrong token or a deployment under way answer. */
  @ParameterizedTest
  @ValueSource(ints = {302, 401, 403, 404, 405, 407, 408, 425, 429, 500, 502, 503})
  void whatSaysNothingOfTheAlertIsTriedAgain(int status) {
    assertThat(Outcome.of(Answer.of(status), Alerts.NOON)).isInstanceOf(Outcome.Failed.class);
  }

  @ParameterizedTest
  @CsvSource({
    "120, PT2M",
    "0, PT0S",
    "'Sat, 31 Jan 2026 12:00:30 GMT', PT30S",
    "'Sat, 31 Jan 2026 11:00:00 GMT', ",
    "soon, ",
    "-5, ",
  })
  void aReceiverSaysWhenItWantsToBeAskedAgain(String header, Duration asked) {
    Outcome outcome = Outcome.of(new Answer(503, Optional.of(header)), Alerts.NOON);

    assertThat(outcome)
        .isEqualTo(new Outcome.Failed("the receiver answered 503", Optional.ofNullable(asked)));
  }

  @Test
  void noAnswerIsTriedAgain() {
    assertThat(Outcome.of(new java.io.IOException("gone")))
        .isEqualTo(new Outcome.Failed("IOException: gone", Optional.empty()));
  }
}
