package io.millrace.events;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One event of each kind, as in the golden file that bears its name. */
final class Examples {

  static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  private Examples() {}

  static Stream<Event> all() {
    return Stream.of(
        text(),
        sensor(),
        series(),
        inference(),
        embedding(),
        forecast(),
        score(),
        decision(),
        alert(),
        release(),
        job());
  }

  static TextEvent text() {
    return new TextEvent(
        "broker-17", "broker", NOON, "Node 1 disconnected – größer", Map.of("level", "WARN"));
  }

  static SensorEvent sensor() {
    Map<String, double[]> channels = new LinkedHashMap<>();
    channels.put("sleep1ms", new double[] {0.0625, 0.125, 1.5});
    channels.put("sleep5ms", new double[] {0.25, 0.0, -0.5});
    return new SensorEvent(
        "host-contention-1", "host-contention", NOON, 100, channels, Map.of("origin", "live"));
  }

  static SeriesEvent series() {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("cpu", 0.25);
    values.put("load", 1.75);
    return new SeriesEvent(
        "host-recorded", NOON, 0, SeriesEvent.Kind.OBSERVED, values, Map.of("origin", "recorded"));
  }

  static Inference inference() {
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put("connection", 0.875);
    scores.put("resource", 0.125);
    return new Inference(
        "broker-17", "text", "broker", NOON, "log-triage", "1", "connection", scores);
  }

  /** By a model that may give several labels, and that was asked why. */
  static Inference explained() {
    Inference plain = inference();
    return new Inference(
        plain.event(),
        plain.kind(),
        plain.source(),
        plain.at(),
        plain.model(),
        plain.version(),
        plain.label(),
        plain.scores(),
        List.of("connection", "resource"),
        List.of(
            new Attribution(0, 4, "Node", -0.125),
            new Attribution(7, 19, "disconnected", 0.75),
            new Attribution(19, 20, null, 0)));
  }

  static Embedding embedding() {
    return new Embedding(
        "broker-17",
        "text",
        "broker",
        NOON,
        "minilm",
        "1",
        new double[] {0.0361728, -0.25, 0, 1.5e-7});
  }

  static Forecast forecast() {
    TreeMap<Double, double[]> quantiles = new TreeMap<>();
    quantiles.put(0.1, new double[] {0.125, 0.0625});
    quantiles.put(0.5, new double[] {0.25, 0.333333});
    quantiles.put(0.9, new double[] {0.5, 123456});
    TreeMap<Double, double[]> raw = new TreeMap<>();
    raw.put(0.5, new double[] {0.25, 0.5});
    return new Forecast(
        "host-recorded",
        NOON,
        "host-forecast",
        "1",
        "host-forecast",
        Duration.ofSeconds(1),
        2,
        Map.of("cpu", new VariateForecast(new double[] {0.25, -0.00001}, quantiles, raw)),
        Map.of("origin", "recorded"));
  }

  /** By a model that takes its mean apart, for a job that asks for the parts. */
  static Forecast apart() {
    Forecast whole = forecast();
    TreeMap<Double, double[]> quantiles = new TreeMap<>();
    quantiles.put(0.5, new double[] {0.25, 7});
    return new Forecast(
        whole.series(),
        whole.issuedAt(),
        whole.model(),
        whole.version(),
        whole.servedBy(),
        whole.step(),
        whole.horizon(),
        Map.of(
            "cpu",
            new VariateForecast(
                new double[] {0.25, 7},
                quantiles,
                new TreeMap<>(),
                new double[] {0.375, 6.66667},
                new double[] {-0.125, 0.333333})),
        whole.attributes());
  }

  /** By a model that seasonal-naive stands in for in one variate. */
  static Forecast partlyDemoted() {
    Forecast whole = forecast();
    TreeMap<Double, double[]> quantiles = new TreeMap<>();
    quantiles.put(0.5, new double[] {0.25, 7});
    double[] mean = {0.25, 7};
    double[] none = {};
    return new Forecast(
        whole.series(),
        whole.issuedAt(),
        whole.model(),
        whole.version(),
        whole.servedBy(),
        whole.step(),
        whole.horizon(),
        new TreeMap<>(
            Map.of(
                "cpu",
                new VariateForecast(mean, quantiles),
                "memory",
                new VariateForecast(
                    mean, quantiles, new TreeMap<>(), none, none, "seasonal-naive"))),
        Map.of());
  }

  static ForecastScore score() {
    return new ForecastScore(
        "host",
        NOON,
        "host-forecast",
        "1",
        "host-forecast",
        Map.of(
            "cpu",
            List.of(
                new LeadScore(
                    1, 300, 0.03125, 0.046875, 0.75, 0.875, 0.015625, -0.0078125, 0.8125, 0.8),
                new LeadScore(30, 300, 0.0625, null, null, null, null, null, null, null))),
        Map.of());
  }

  static ForecastDecision decision() {
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("relMae", 1.25);
    evidence.put("points", 300);
    evidence.put("leads", List.of(1, 30));
    return new ForecastDecision(
        "host", NOON, "demotion", "worse than seasonal-naive on 300 points", evidence);
  }

  static Alert alert() {
    return new Alert(
        "limit-cpu-1",
        "cpu-limit",
        "host-recorded/cpu",
        Alert.State.FIRING,
        1,
        "warning",
        NOON,
        null,
        null,
        Duration.ofSeconds(30),
        0.75,
        Map.of("origin", "recorded"),
        Map.of("summary", "cpu is expected to pass 0.9 within 30 s"),
        Map.of("limit", 0.9));
  }

  static ModelRelease release() {
    return new ModelRelease(
        "host-forecast",
        "1",
        "models/host-forecast/1",
        "0123456789abcdef".repeat(4),
        NOON,
        ModelRelease.Role.SERVING);
  }

  static ForecastJob job() {
    return ForecastJob.of(
        "shops",
        "shop-*",
        "shop-demand",
        "shop-demand-large",
        Duration.ofHours(1),
        Duration.ofMinutes(5),
        new JobCadence(3, null),
        new JobGaps(JobGaps.Fill.SEASONAL, 5, 24),
        List.of("holiday"),
        48,
        List.of(0.05, 0.5, 0.95),
        true,
        true,
        Duration.ofDays(90),
        List.of(
            rule(
                """
                {"name":"queue-long","kind":"breach-ahead","variate":"queue","above":40.0,
                 "severity":"critical","severityAt":{"page":0.95},"within":"PT3H",
                 "labels":{"team":"shops"},"annotations":{"runbook":"queues"}}"""),
            rule(
                """
                {"name":"sales-odd","kind":"unexpected","variate":"sales","tail":0.0001,"refractory":20,
                 "notAgainFor":"PT1H"}"""),
            rule(
                """
                {"name":"complaints","kind":"label-count","label":"complaint","score":0.9}"""),
            rule(
                """
                {"name":"gone","kind":"silence","after":"PT10M"}"""),
            rule(
                """
                {"name":"model-bad","kind":"model-degraded","variate":"sales"}"""),
            rule(
                """
                {"name":"interval-bad","kind":"coverage-off","variate":"sales"}""")),
        JobOrigin.API,
        NOON);
  }

  private static JobRule rule(String json) {
    return EventJson.read(JobRule.class, json.getBytes(StandardCharsets.UTF_8));
  }

  /** {@code text-event.json} for a {@link TextEvent}. */
  static String goldenFile(Event event) {
    return "/" + event.envelope().kind() + ".json";
  }
}
