package io.millrace.console.flow;

import io.millrace.console.services.Service;
import io.millrace.events.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What services have counted up to an instant.
 *
 * @param totals since each service's start
 * @param waiting records
 */
record Counts(Instant at, Map<String, Double> totals, Map<String, Double> waiting) {

  private static final Map<String, String> KINDS =
      Map.of(Topics.TEXT_EVENTS, "text", Topics.SENSOR_EVENTS, "sensor");

  /** Of a stream's thread; those that restore read changelogs. */
  private static final Pattern STREAM_CONSUMER = Pattern.compile(".*StreamThread-\\d+-consumer");

  static Counts of(Instant at, Map<Service, Metrics> metrics) {
    Counts counts = new Counts(at, new TreeMap<>(), new TreeMap<>());
    counts.ingest(metrics.getOrDefault(Service.INGEST, Metrics.NONE));
    counts.inference(metrics.getOrDefault(Service.INFERENCE, Metrics.NONE));
    counts.forecast(metrics.getOrDefault(Service.FORECAST, Metrics.NONE));
    return counts;
  }

  private void ingest(Metrics metrics) {
    metrics
        .sums("millrace_events_accepted_total", "kind")
        .forEach((kind, count) -> totals.put("in." + kind, count));
    totals.put("rejected.ingest", metrics.sum("millrace_events_rejected_total"));
    waiting.put("ingest", metrics.sum("millrace_events_unpublished"));
  }

  private void inference(Metrics metrics) {
    metrics
        .sums("millrace_events_total", "topic")
        .forEach((topic, count) -> totals.put("inferences." + kind(topic), count));
    metrics
        .sums("millrace_lag", "topic")
        .forEach((topic, lag) -> waiting.put("inference." + kind(topic), lag));
    totals.put("rejected.inference", metrics.sum("millrace_rejections_total"));
  }

  private static String kind(String topic) {
    return KINDS.getOrDefault(topic, topic);
  }

  private void forecast(Metrics metrics) {
    totals.put("forecasts", metrics.sum("millrace_forecast_forecasts_total"));
    metrics
        .sums("millrace_forecast_forecasts_total", "servedBy")
        .forEach((who, count) -> totals.put("forecasts." + who, count));
    totals.put("alerts", metrics.sum("millrace_forecast_alerts_total"));
    totals.put("decisions", metrics.sum("millrace_forecast_decisions_total"));
    totals.put("skipped", metrics.sum("millrace_forecast_skipped_steps_total"));
    totals.put("rejected.forecast", metrics.sum("millrace_forecast_rejections_total"));
    waiting.put("due", metrics.sum("millrace_forecast_due_steps"));
    waiting.put(
        "forecast",
        Math.max(
            0,
            metrics.largest(
                "kafka_consumer_fetch_manager_records_lag_max", "client_id", STREAM_CONSUMER)));
  }

  /** A second, between an earlier count and this; a service that started again counts from 0. */
  Map<String, Double> ratesSince(Counts earlier) {
    double seconds = Duration.between(earlier.at, at).toNanos() / 1e9;
    Map<String, Double> rates = new TreeMap<>();
    totals.forEach(
        (name, now) -> {
          Double before = earlier.totals.get(name);
          if (before != null && seconds > 0) {
            rates.put(name, Math.max(0, now < before ? now : now - before) / seconds);
          }
        });
    return rates;
  }
}
