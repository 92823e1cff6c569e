package io.millrace.benchmarks.alert;

import io.millrace.benchmarks.CommittedOutputs;
import io.millrace.benchmarks.Service;
import io.millrace.benchmarks.ServiceMetrics;
import io.millrace.benchmarks.TestbedRow;
import io.millrace.benchmarks.Testbeds;
import io.millrace.benchmarks.forecast.ForecastContract;
import io.millrace.benchmarks.forecast.ForecastTestbed;
import io.millrace.events.Alert;
import io.millrace.events.EventRecords;
import io.millrace.events.SeriesEvent;
import io.millrace.events.Topics;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One of seven variates is shifted; an iTransformer that was trained where nothing is forecasts
 * that the target crosses its limit, and the evidence says what drives it there.
 *
 * @param each series with a shift of every variate
 * @param steps of a series; shifts begin at seeded steps of its second half
 * @param share of the networks' time that evidence may take, as configured
 * @param dearest what it may have taken in the end
 */
record PlantedCauseRow(
    int each,
    int steps,
    double share,
    double dearest,
    long seed,
    Testbeds<ForecastTestbed> testbeds)
    implements TestbedRow<ForecastTestbed> {

  static final double LEAST = 0.90;

  /** Alerts with evidence: the network is so cheap that few fit the budget. */
  private static final int FEWEST = 30;

  private static final int LOOKBACK = 24;
  private static final Duration SILENCE = Duration.ofMinutes(5);

  @Override
  public String name() {
    return "planted-cause";
  }

  @Override
  public String requirement() {
    return String.format(
        Locale.ROOT,
        "one of 7 variates shifted, %d series each: evidence ranks it first in at least %.0f %% of"
            + " the alerts; evidence costs less than %.0f %% of the forecasting time",
        each,
        100 * LEAST,
        100 * dearest);
  }

  @Override
  public Measurement measure(Bench bench, ForecastTestbed bed) {
    String run = "cause" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
    Service service = bed.forecast(model(bed), settings(run, share));
    ToldAlerts told = new ToldAlerts(run);
    try (CommittedOutputs outputs =
        new CommittedOutputs(bed.stack(), Map.of(Topics.ALERTS, told::read))) {
      send(bed, run);
      bed.group().awaitCommitted(Topics.SERIES_EVENTS, SILENCE);
      outputs.readToEnd();
    }
    return measurement(bench, run, told, ServiceMetrics.of(service));
  }

  private static Path model(ForecastTestbed bed) {
    ForecastContract contract =
        ForecastContract.of(
            "driven", DrivenProcess.VARIATES, DrivenProcess.STEP, LOOKBACK, DrivenProcess.DELAY);
    return bed.models().write(contract, 1, new DrivenNetwork(contract));
  }

  private static Map<String, String> settings(String run, double share) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("millrace.forecast.evidence-share", Double.toString(share));
    settings.put("millrace.jobs[1].name", run);
    settings.put("millrace.jobs[1].series", run + "-*");
    settings.put("millrace.jobs[1].step", DrivenProcess.STEP.toString());
    settings.put("millrace.jobs[1].rules[0].name", "high");
    settings.put("millrace.jobs[1].rules[0].kind", "breach-ahead");
    settings.put("millrace.jobs[1].rules[0].variate", DrivenProcess.TARGET);
    settings.put("millrace.jobs[1].rules[0].above", Double.toString(DrivenProcess.LIMIT));
    settings.put("millrace.jobs[1].rules[0].within", "PT8S");
    settings.put("millrace.jobs[1].rules[0].update-every", "PT0S");
    return settings;
  }

  private int series() {
    return each * DrivenProcess.VARIATES.size();
  }

  /** The step at which a series' variate is shifted. */
  private int shiftedAt(int series) {
    return steps / 2 + (int) Math.floorMod(seed + 31L * series, (long) steps / 2 - 60);
  }

  private void send(ForecastTestbed bed, String run) {
    double[][][] all = new double[series()][][];
    for (int i = 0; i < all.length; i++) {
      int variate = i % DrivenProcess.VARIATES.size();
      all[i] = DrivenProcess.rows(steps, seed + 1 + i, variate, shiftedAt(i));
    }
    for (int step = 0; step < steps; step++) {
      for (int i = 0; i < all.length; i++) {
        bed.stack().send(EventRecords.of(event(run + "-" + i, step, all[i][step])));
      }
    }
    bed.stack().flush();
  }

  private static SeriesEvent event(String series, int step, double[] row) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (int v = 0; v < row.length; v++) {
      values.put(DrivenProcess.VARIATES.get(v), Math.rint(row[v] * 1e5) / 1e5);
    }
    return new SeriesEvent(series, at(step), 0, SeriesEvent.Kind.OBSERVED, values, Map.of());
  }

  private static Instant at(int step) {
    return Instant.parse("2026-06-01T00:00:00Z").plus(DrivenProcess.STEP.multipliedBy(step));
  }

  private Measurement measurement(
      Bench bench, String run, ToldAlerts told, ServiceMetrics metrics) {
    int judged = 0;
    int first = 0;
    int bare = 0;
    for (int i = 0; i < series(); i++) {
      Alert alert = after(told, run + "-" + i, at(shiftedAt(i)));
      if (alert != null && !alert.evidence().containsKey("drivers")) {
        bare++;
      } else if (alert != null) {
        String planted = DrivenProcess.VARIATES.get(i % DrivenProcess.VARIATES.size());
        String found = driver(alert);
        judged++;
        first += found.equals(planted) ? 1 : 0;
        if (!found.equals(planted)) {
          bench.say("  %s: %s shifted, evidence %s", alert.key(), planted, alert.evidence());
        }
      }
    }
    String name = "millrace_forecast_stage_time_seconds_sum";
    double explaining = metrics.sum(name, "stage", "explain");
    double forecasting = metrics.sum(name, "stage", "network");
    double cost = explaining / forecasting;
    return Measurement.of(
            String.format(
                Locale.ROOT,
                "ranked first in %d of %d alerts (%.1f %%), %d alerts without evidence; it took %.2f"
                    + " %% of the networks' time",
                first,
                judged,
                100.0 * first / Math.max(1, judged),
                bare,
                100 * cost),
            judged >= Math.min(FEWEST, series() / 2) && first >= LEAST * judged && cost < dearest)
        .withNote(
            String.format(
                Locale.ROOT,
                "The target follows six causes %d steps later, and its own past; what can be expected"
                    + " of it is forecast by the network itself, so that the cause is known. A shift"
                    + " of eight deviations within six steps; the first alert of each of %d series"
                    + " that begins within 24 steps of its shift is judged. What is within the"
                    + " budget of time (evidence-share) is explained, the rest goes without.",
                DrivenProcess.DELAY,
                series()));
  }

  private static String driver(Alert alert) {
    List<?> drivers = (List<?>) alert.evidence().getOrDefault("drivers", List.of());
    return String.valueOf(((Map<?, ?>) drivers.get(0)).get("variate"));
  }

  /** The first that began soon after a shift. */
  private static @Nullable Alert after(ToldAlerts told, String series, Instant shift) {
    return told.of(series).stream()
        .map(changes -> changes.get(0))
        .filter(alert -> !alert.startsAt().isBefore(shift))
        .filter(alert -> alert.startsAt().isBefore(shift.plusSeconds(24)))
        .min(Comparator.comparing(Alert::startsAt))
        .orElse(null);
  }
}
