package io.millrace.forecasting.alert;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The alerts of one series or source.
 *
 * @param byRule by name of the rule
 */
public record AlertStates(Map<String, AlertState> byRule) {

  public static final AlertStates NONE = new AlertStates(Map.of());

  public AlertStates {
    byRule = Collections.unmodifiableMap(new TreeMap<>(byRule));
  }

  public static AlertStates fromBytes(byte[] bytes) {
    return AlertStatesCodec.read(bytes);
  }

  /** Compact, with a version byte. */
  public byte[] toBytes() {
    return AlertStatesCodec.write(this);
  }

  /** What is known of a rule's alert; another rule under the same name begins anew. */
  public AlertState of(AlertRule rule) {
    AlertState known = byRule.get(rule.name());
    return known != null && known.isOf(rule) ? known : AlertState.of(rule);
  }
}
