package io.millrace.forecasting;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An alert that began or ended.
 *
 * @param firing true when it began
 * @param sequence 1 when it began, rising under the same start
 * @param leadTime from now until the expected breach; null when there is none ahead
 * @param evidence what the rule saw, by name
 */
public record AlertChange(
    boolean firing,
    int sequence,
    Instant startsAt,
    @Nullable Instant endsAt,
    @Nullable Duration leadTime,
    @Nullable Double probability,
    Map<String, Object> evidence) {

  public AlertChange {
    evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
  }
}
