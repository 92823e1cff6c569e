package io.millrace.forecasting.alert;

import io.millrace.forecasting.alert.AlertLife.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Nothing was heard of a series for too long. It is over with the next reading. Times are those of
 * the records, not of what they tell.
 */
public record Silence(AlertTerms terms, Duration after) implements AlertRule {

  public Silence {
    if (after.isNegative() || after.isZero()) {
      throw new IllegalArgumentException(
          "%s: after must be positive, is %s".formatted(terms.name(), after));
    }
  }

  @Override
  public String kind() {
    return "silence";
  }

  @Override
  public String watched() {
    return "";
  }

  @Override
  public String claim() {
    return "has been silent for " + Spoken.duration(after);
  }

  /** When a series that was heard of last at {@code heard} is silent. */
  public Instant silentFrom(Instant heard) {
    return heard.plus(after);
  }

  /**
   * @param heard when the series was heard of last
   */
  public Finding isSilent(RuleMemory memory, Instant heard) {
    return finding(Signal.RAISE, memory, heard);
  }

  /**
   * @param heard when it was heard of again
   */
  public Finding isHeard(RuleMemory memory, Instant heard) {
    return finding(Signal.CLEAR, memory, heard);
  }

  private Finding finding(Signal signal, RuleMemory memory, Instant heard) {
    Map<String, Object> seen = new LinkedHashMap<>();
    seen.put("lastHeard", heard);
    seen.put("after", after.toString());
    return new Finding(signal, memory, seen);
  }
}
