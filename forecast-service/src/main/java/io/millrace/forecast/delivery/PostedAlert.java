package io.millrace.forecast.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.millrace.events.Alert;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An alert as Alertmanager's API takes it. Its labels are its identity there.
 *
 * @param endsAt in the future: when it resolves unless it is told again
 * @see <a
 *     href="https://github.com/prometheus/alertmanager/blob/v0.25.0/api/v2/openapi.yaml">Alertmanager
 *     API v2</a>
 */
record PostedAlert(
    Map<String, String> labels,
    Map<String, String> annotations,
    Instant startsAt,
    Instant endsAt,
    @JsonProperty("generatorURL") @Nullable String generatorUrl) {

  /**
   * @param api under which alerts are found; null if that is not known
   */
  static PostedAlert firing(Alert alert, Instant until, @Nullable URI api) {
    return of(alert, until, api);
  }

  /** Event time may run ahead of Alertmanager's clock, for which it would still be firing. */
  static PostedAlert resolved(Alert alert, Instant now, @Nullable URI api) {
    Instant end = alert.endsAt() == null ? now : alert.endsAt();
    return of(alert, end.isAfter(now) ? now : end, api);
  }

  private static PostedAlert of(Alert alert, Instant end, @Nullable URI api) {
    Instant start = alert.startsAt().isAfter(end) ? end : alert.startsAt();
    return new PostedAlert(labels(alert), annotations(alert), start, end, link(alert, api));
  }

  static Map<String, String> labels(Alert alert) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("alertname", alert.rule());
    labels.put("severity", alert.severity());
    labels.put("key", alert.key());
    putNamed(alert.labels(), labels);
    return labels;
  }

  private static Map<String, String> annotations(Alert alert) {
    Map<String, String> annotations = new LinkedHashMap<>();
    putNamed(alert.annotations(), annotations);
    annotations.putIfAbsent("alert_id", alert.id());
    putIfKnown("probability", alert.probability(), annotations);
    Duration leadTime = alert.leadTime();
    putIfKnown("lead_time", leadTime == null ? null : leadTime.toString(), annotations);
    return annotations;
  }

  private static void putIfKnown(
      String name, @Nullable Object value, Map<String, String> annotations) {
    if (value != null) {
      annotations.putIfAbsent(name, value.toString());
    }
  }

  /** What is there stays; an empty value is none to Alertmanager. */
  private static void putNamed(Map<String, String> from, Map<String, String> to) {
    from.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            to.putIfAbsent(LabelName.of(name), value);
          }
        });
  }

  private static @Nullable String link(Alert alert, @Nullable URI api) {
    if (api == null) {
      return null;
    }
    String id = URLEncoder.encode(alert.id(), StandardCharsets.UTF_8).replace("+", "%20");
    return api.resolve("/alerts/" + id).toString();
  }
}
