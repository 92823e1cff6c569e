package io.millrace.forecasting.alert;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rule makes of what it was shown.
 *
 * @param memory the rule's from here on
 * @param grade how grave it is: 0 = the rule's usual severity, rising
 * @param leadTime from now until the expected breach; null when there is none ahead
 * @param evidence what the rule saw, by name
 */
public record Finding(
    AlertLife.Signal signal,
    RuleMemory memory,
    int grade,
    @Nullable Duration leadTime,
    @Nullable Double probability,
    Map<String, Object> evidence) {

  public Finding {
    evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
  }

  /** Of the usual severity, and nothing ahead. */
  Finding(AlertLife.Signal signal, RuleMemory memory, Map<String, Object> evidence) {
    this(signal, memory, 0, null, null, evidence);
  }

  /** What it was shown says nothing to the rule. */
  static Finding nothing(RuleMemory memory) {
    return new Finding(AlertLife.Signal.NOTHING, memory, Map.of());
  }
}
