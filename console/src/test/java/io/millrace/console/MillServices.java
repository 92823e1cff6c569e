package io.millrace.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The three services of {@link Mill}, as their APIs are. */
final class MillServices {

  private static final Pattern PAGE = Pattern.compile("q=([^&]*)&offset=(\\d+)&limit=(\\d+)");

  private MillServices() {}

  static FakeService ingest() {
    AtomicLong count = new AtomicLong(5_000);
    return new FakeService()
        .say(
            "/q/metrics",
            query ->
                """
                # HELP millrace_events_accepted_total
                millrace_events_accepted_total{kind="text"} %d
                millrace_events_accepted_total{kind="sensor"} %d
                millrace_events_accepted_total{kind="series"} %d
                millrace_events_rejected_total{field="at",kind="text"} 3.0
                millrace_events_unpublished NaN
                jvm_memory_used_bytes{area="heap"} 1.0E7
                """
                    .formatted(count.addAndGet(13), count.get() / 3, count.addAndGet(40) * 2))
        .say("/rejected", path -> Map.of("topic", "text-events"));
  }

  static FakeService inference() {
    AtomicLong count = new AtomicLong(2_000);
    return new FakeService()
        .say(
            "/q/metrics",
            query ->
                """
                millrace_events_total{topic="text-events"} %d
                millrace_events_total{topic="sensor-events"} %d
                millrace_lag{topic="text-events"} 4.0
                """
                    .formatted(count.addAndGet(13), count.get() / 2))
        .say("/models", path -> inferenceModels())
        .say("/models/log-triage", path -> triage())
        .say("/models/contention", path -> inferenceModels().get(2))
        .say("/models/log-triage/available", path -> List.of("1", "2", "3"))
        .say("/models/contention/available", path -> List.of("1"))
        .say("/models/log-triage/release", path -> Map.of("version", "1"));
  }

  private static List<Map<String, Object>> inferenceModels() {
    return List.of(
        model(
            "log-triage",
            "1",
            "serving",
            "closed",
            "text-classification",
            Map.of("text", Map.of("maximumTokens", 128))),
        model(
            "log-triage",
            "2",
            "serving",
            "serving",
            "text-classification",
            Map.of("text", Map.of("maximumTokens", 128))),
        model(
            "contention",
            "1",
            "serving",
            "serving",
            "frame-classification",
            Map.of("channels", List.of("sleep1ms", "sleep5ms"), "sampleLength", 100)));
  }

  private static Map<String, Object> triage() {
    Map<String, Object> detail = new LinkedHashMap<>(inferenceModels().get(1));
    detail.put("latency", Map.of("mean", 18.2));
    detail.put("agreement", Map.of("compared", 412, "agreed", 389));
    return detail;
  }

  private static Map<String, Object> model(
      String name,
      String version,
      String role,
      String state,
      String task,
      Map<String, Object> inputs) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("name", name);
    model.put("version", version);
    model.put("role", role);
    model.put("state", state);
    if (state.equals("serving")) {
      model.put("since", Mill.at(-3_600).toString());
    }
    model.put("uri", "models/" + name + "/" + version);
    model.put("task", task);
    model.put(
        "labels",
        name.equals("log-triage")
            ? List.of("connection", "resource", "group", "other")
            : List.of());
    model.put("inputs", inputs);
    model.put("nativeBytes", 43_000_000);
    return model;
  }

  static FakeService forecast() {
    AtomicLong count = new AtomicLong(9_000);
    return new FakeService()
        .say(
            "/q/metrics",
            query ->
                """
                millrace_forecast_forecasts_total{model="host-forecast",servedBy="host-forecast",version="1"} %d
                millrace_forecast_alerts_total{rule="cpu-saturated",state="firing"} 12.0
                millrace_forecast_due_steps 2.0
                kafka_consumer_fetch_manager_records_lag_max{client_id="forecast-service-StreamThread-1-consumer"} 17.0
                kafka_consumer_fetch_manager_records_lag_max{client_id="forecast-service-StreamThread-1-restore-consumer"} 99999.0
                """
                    .formatted(count.addAndGet(44)))
        .say("/models", path -> List.of(forecastModel()))
        .say("/models/host-forecast/available", path -> List.of("1"))
        .say("/series", MillServices::page)
        .say("/series/host", path -> detail())
        .say("/series/host/history", path -> history())
        .say("/series/host/forecast", path -> Mill.forecast("host", 0))
        .say(
            "/alerts",
            path ->
                Map.of(
                    "partitions",
                    List.of(0, 1),
                    "partitionsOf",
                    2,
                    "alerts",
                    path.contains("firing") ? alerts().subList(0, 2) : alerts()))
        .say(
            "/alerts/",
            path -> Map.of("alert", alerts().get(0), "history", List.of(alerts().get(0))))
        .say(
            "/decisions",
            path ->
                Map.of("partitions", List.of(0, 1), "partitionsOf", 2, "decisions", decisions()));
  }

  private static Map<String, Object> forecastModel() {
    return model(
        "host-forecast",
        "1",
        "serving",
        "serving",
        "forecast",
        Map.of("variates", Mill.VARIATES, "step", "PT1S", "lookback", 60, "horizon", Mill.HORIZON));
  }

  private static List<Object> alerts() {
    return List.of(
        Mill.alert("memory-short", "memory", false, -35),
        Mill.alert("cpu-saturated", "cpu", false, -20),
        Mill.alert("cpu-saturated", "cpu", true, -150),
        Mill.alert("cpu-unexpected", "cpu", true, -170),
        Mill.alert("load-high", "load", true, -110));
  }

  private static List<Object> decisions() {
    return List.of(
        Map.of(
            "series",
            "host",
            "at",
            Mill.at(-40).toString(),
            "decision",
            "recovery",
            "reason",
            "host-forecast is better than seasonal-naive again",
            "evidence",
            Map.of("variate", "cpu", "model", "host-forecast", "relMae", 0.84, "points", 300)),
        Map.of(
            "series",
            "host",
            "at",
            Mill.at(-120).toString(),
            "decision",
            "demotion",
            "reason",
            "worse than seasonal-naive on 300 points",
            "evidence",
            Map.of("variate", "cpu", "model", "host-forecast", "relMae", 1.25, "points", 300)));
  }

  private static Map<String, Object> detail() {
    return Map.of(
        "series",
        "host",
        "step",
        "PT1S",
        "steps",
        512,
        "latest",
        Mill.NOW.toString(),
        "variates",
        Mill.VARIATES,
        "job",
        "host",
        "state",
        Map.of("state", "model", "model", "host-forecast", "version", "1"),
        "forecaster",
        Map.of(
            "model",
            "host-forecast",
            "version",
            "1",
            "servedBy",
            "host-forecast",
            "issuedAt",
            Mill.NOW.toString(),
            "horizon",
            Mill.HORIZON));
  }

  private static Map<String, Object> history() {
    Map<String, Object> values = new LinkedHashMap<>();
    Mill.VARIATES.forEach(
        variate ->
            values.put(
                variate,
                IntStream.rangeClosed(1 - Mill.STEPS, 0)
                    .mapToObj(step -> Mill.value(variate, step))
                    .toList()));
    return Map.of(
        "series",
        "host",
        "step",
        "PT1S",
        "recorded",
        false,
        "values",
        values,
        "filled",
        IntStream.range(0, Mill.STEPS).mapToObj(i -> false).toList(),
        "at",
        IntStream.rangeClosed(1 - Mill.STEPS, 0)
            .mapToObj(step -> Mill.at(step).toString())
            .toList());
  }

  private static Map<String, Object> page(String asked) {
    Matcher wanted = PAGE.matcher(asked);
    boolean plain = !wanted.find();
    String part = plain ? "" : wanted.group(1);
    int offset = plain ? 0 : Integer.parseInt(wanted.group(2));
    int limit = plain ? 100 : Integer.parseInt(wanted.group(3));
    List<String> names =
        IntStream.range(0, Mill.SERIES)
            .mapToObj(i -> i == 0 ? "host" : i == 1 ? "host-recorded" : "shop-%05d".formatted(i))
            .filter(name -> name.contains(part))
            .toList();
    List<Object> series =
        names.stream().skip(offset).limit(limit).<Object>map(MillServices::summary).toList();
    return Map.of(
        "total",
        names.size(),
        "offset",
        offset,
        "partitions",
        List.of(0, 1),
        "partitionsOf",
        2,
        "series",
        series);
  }

  private static Map<String, Object> summary(String name) {
    int phase = name.hashCode() % 97;
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("series", name);
    summary.put("step", "PT1S");
    summary.put("steps", 512);
    summary.put("latest", Mill.NOW.toString());
    summary.put("variates", Mill.VARIATES);
    summary.put(
        "recent",
        Map.of("cpu", IntStream.range(0, 48).mapToObj(i -> Mill.value("cpu", i + phase)).toList()));
    if (name.endsWith("recorded")) {
      summary.put("recorded", true);
    }
    return summary;
  }
}
