package io.millrace.forecasting.alert;

import java.time.Instant;

/**
 * What is to be told of an alert.
 *
 * @param sequence 1 when it began, rising under the same start
 * @param flaps times in a row that it began again soon after it had ended
 */
public record AlertChange(
    Kind kind,
    int sequence,
    Instant startsAt,
    Instant at,
    String severity,
    int flaps,
    Finding finding) {

  public enum Kind {
    BEGAN,
    UPDATED,
    ENDED
  }

  public boolean isFiring() {
    return kind != Kind.ENDED;
  }
}
