package io.millrace.console;

import io.millrace.events.Alert;
import io.millrace.events.Attribution;
import io.millrace.events.Event;
import io.millrace.events.EventJson;
import io.millrace.events.Forecast;
import io.millrace.events.ForecastScore;
import io.millrace.events.Inference;
import io.millrace.events.LeadScore;
import io.millrace.events.SensorEvent;
import io.millrace.events.TextEvent;
import io.millrace.events.VariateForecast;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A small mill whose waters are known: what its services say and its topics hold. */
final class Mill {

  static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
  static final int SERIES = 5_000;
  static final int STEPS = 180;
  static final int HORIZON = 24;
  static final List<Integer> LEADS = List.of(1, 6, 12, 24);
  static final List<String> VARIATES = List.of("cpu", "load", "memory");

  private Mill() {}

  static double value(String variate, long step) {
    double noise = new SplittableRandom(step * 31 + variate.hashCode()).nextDouble() - 0.5;
    double swing = Math.sin(step / 9.0) + 0.4 * Math.sin(step / 2.3);
    return switch (variate) {
      case "cpu" -> 0.45 + 0.18 * swing + 0.08 * noise;
      case "load" -> 2.2 + 0.9 * Math.sin(step / 14.0) + 0.3 * noise;
      default -> 0.62 + 0.0006 * Math.floorMod(step, 180) + 0.01 * noise;
    };
  }

  static Forecast forecast(String series, long step) {
    Map<String, VariateForecast> variates = new LinkedHashMap<>();
    VARIATES.forEach(variate -> variates.put(variate, said(variate, step)));
    return new Forecast(
        series,
        at(step),
        "host-forecast",
        "1",
        "host-forecast",
        Duration.ofSeconds(1),
        HORIZON,
        variates,
        Map.of());
  }

  private static VariateForecast said(String variate, long step) {
    double[] mean = new double[HORIZON];
    TreeMap<Double, double[]> quantiles = new TreeMap<>();
    for (double level : new double[] {0.05, 0.25, 0.5, 0.75, 0.95}) {
      quantiles.put(level, new double[HORIZON]);
    }
    double spread = variate.equals("load") ? 0.5 : 0.05;
    for (int lead = 1; lead <= HORIZON; lead++) {
      double center = value(variate, step + lead) * 0.7 + value(variate, step) * 0.3;
      mean[lead - 1] = center;
      for (Map.Entry<Double, double[]> each : quantiles.entrySet()) {
        each.getValue()[lead - 1] =
            center + (each.getKey() - 0.5) * spread * Math.sqrt(1 + lead / 3.0);
      }
    }
    return new VariateForecast(mean, quantiles);
  }

  static Instant at(long step) {
    return NOW.plusSeconds(step);
  }

  static List<Event> forecastsAndScores() {
    List<Event> events = new ArrayList<>();
    for (long step = -STEPS; step <= 0; step++) {
      events.add(forecast("host", step));
      if (step % 6 == 0) {
        events.add(score(step));
      }
    }
    return events;
  }

  private static ForecastScore score(long step) {
    Map<String, List<LeadScore>> variates = new LinkedHashMap<>();
    for (String variate : VARIATES) {
      variates.put(variate, LEADS.stream().map(lead -> lead(step, lead)).toList());
    }
    return new ForecastScore(
        "host", at(step), "host-forecast", "1", "host-forecast", variates, Map.of());
  }

  private static LeadScore lead(long step, int lead) {
    double relative = 0.72 + 0.01 * lead + 0.05 * Math.sin(step / 30.0 + lead);
    double coverage = 0.9 + 0.04 * Math.sin(step / 40.0 + lead);
    return EventJson.read(
        LeadScore.class,
        EventJson.write(
            Map.of(
                "lead",
                lead,
                "points",
                300,
                "mae",
                0.03,
                "mase",
                0.8,
                "relMae",
                relative,
                "pinball",
                0.01,
                "coverage",
                coverage,
                "coverageTarget",
                0.9)));
  }

  static List<Event> texts() {
    List<String> lines =
        List.of(
            "Node 1 disconnected while a fetch of text-events-2 was under way",
            "Transaction log-triage-0 was committed after 12 ms",
            "No space left on device: cannot append to segment 00000000000000004711.log",
            "payment service does not answer: connection refused by 10.2.0.17:8443",
            "Rebalanced group forecast-service, 4 members, generation 17");
    List<String> labels = List.of("connection", "transaction", "resource", "connection", "group");
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      int which = i % lines.size();
      String id = "line-" + i;
      String source = i % 3 == 0 ? "broker" : i % 3 == 1 ? "forecast-service" : "shop";
      Instant at = at(-120 + 3L * i);
      events.add(
          new TextEvent(
              id, source, at, lines.get(which), Map.of("level", which == 2 ? "ERROR" : "INFO")));
      events.add(
          new Inference(
              id,
              "text",
              source,
              at,
              "log-triage",
              "1",
              labels.get(which),
              Map.of(labels.get(which), 0.55 + 0.1 * which, "other", 0.45 - 0.1 * which),
              List.of(),
              which == 3 ? explained(lines.get(which)) : List.of()));
    }
    return events;
  }

  private static List<Attribution> explained(String line) {
    return Stream.of("answer", "connection", "refused")
        .map(
            word -> {
              int start = line.indexOf(word);
              double weight = word.equals("refused") ? 0.5 : word.equals("answer") ? -0.1 : 0.28;
              return new Attribution(start, start + word.length(), word, weight);
            })
        .toList();
  }

  static List<Event> frames() {
    List<String> labels = List.of("idle", "busy", "stalled");
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String label = labels.get(i / 7 % 3);
      double size = label.equals("idle") ? 0.1 : label.equals("busy") ? 0.7 : 2.5;
      SplittableRandom random = new SplittableRandom(i);
      String id = "frame-" + i;
      String sensor = i % 2 == 0 ? "host-contention" : "pump-7";
      Instant at = at(-60 + (long) i);
      events.add(
          new SensorEvent(
              id,
              sensor,
              at,
              100,
              Map.of(
                  "sleep1ms",
                      IntStream.range(0, 100)
                          .mapToDouble(k -> size * random.nextDouble())
                          .toArray(),
                  "sleep5ms",
                      IntStream.range(0, 100).mapToDouble(k -> size * Math.sin(k / 5.0)).toArray()),
              Map.of()));
      events.add(
          new Inference(
              id,
              "sensor",
              sensor,
              at,
              "contention",
              "1",
              label,
              Map.of(label, 0.93, "other", 0.07)));
    }
    return events;
  }

  static Alert alert(String rule, String variate, boolean over, long start) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", rule + "|host/" + variate + "|" + at(start));
    json.put("rule", rule);
    json.put("key", "host/" + variate);
    json.put("state", over ? "resolved" : "firing");
    json.put("sequence", over ? 3 : 1);
    json.put("severity", rule.startsWith("memory") ? "critical" : "warning");
    json.put("startsAt", at(start).toString());
    if (over) {
      json.put("endsAt", at(start + 41).toString());
    }
    json.put("leadTime", "PT30S");
    json.put("probability", 0.87);
    json.put("labels", Map.of("series", "host", "variate", variate));
    json.put("annotations", Map.of("summary", variate + " is expected to pass 0.9 within 30 s"));
    json.put("evidence", evidence(variate));
    return EventJson.read(Alert.class, EventJson.write(json));
  }

  private static Map<String, Object> evidence(String variate) {
    return Map.of(
        "value",
        0.83,
        "window",
        IntStream.range(-16, 0).mapToObj(i -> value(variate, i)).toList(),
        "meanAtEnd",
        0.93,
        "lowAtEnd",
        0.84,
        "highAtEnd",
        0.99,
        "drivers",
        List.of(
            Map.of("variate", "load", "effect", 0.041),
            Map.of("variate", "memory", "effect", 0.013)));
  }
}
