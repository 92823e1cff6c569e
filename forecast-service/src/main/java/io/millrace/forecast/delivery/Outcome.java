package io.millrace.forecast.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What became of a request. */
sealed interface Outcome {

  /**
   * Answers that say nothing about the alert: the receiver has no time, does not know us yet, or is
   * not there. The alert is kept until that is mended.
   */
  Set<Integer> NOT_OF_THE_ALERT = Set.of(401, 403, 404, 405, 407, 408, 425, 429);

  record Delivered() implements Outcome {}

  /** It will never be taken. */
  record Refused(String reason) implements Outcome {}

  /**
   * It may be taken later.
   *
   * @param retryAfter for how long the receiver wants to be left alone
   */
  record Failed(String reason, Optional<Duration> retryAfter) implements Outcome {}

  static Outcome of(Answer answer, Instant now) {
    int status = answer.status();
    String reason = "the receiver answered " + status;
    if (status >= 200 && status < 300) {
      return new Delivered();
    }
    if (status >= 400 && status < 500 && !NOT_OF_THE_ALERT.contains(status)) {
      return new Refused(reason);
    }
    return new Failed(reason, answer.retryAfter().flatMap(text -> RetryAfter.read(text, now)));
  }

  /** There was no answer. */
  static Outcome of(Throwable failure) {
    String message = failure.getMessage();
    String name = failure.getClass().getSimpleName();
    return new Failed(message == null ? name : name + ": " + message, Optional.empty());
  }
}
