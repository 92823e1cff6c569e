package io.millrace.benchmarks.alert;

import io.millrace.benchmarks.CommittedOutputs;
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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Series to which something happens, and twins with the same noise to which nothing does, through
 * the service as it ships.
 *
 * @param each series of every episode, and as many twins
 */
record EpisodesRow(int each, long seed, Testbeds<ForecastTestbed> testbeds)
    implements TestbedRow<ForecastTestbed> {

  private static final Duration STEP = Duration.ofSeconds(1);
  private static final int LOOKBACK = 32;
  private static final int HORIZON = 30;
  private static final Duration SILENCE = Duration.ofSeconds(90);

  /** The last reading is so many seconds ahead of now: it is not silence that nothing follows. */
  private static final int AHEAD = 600;

  @Override
  public String name() {
    return "episodes";
  }

  @Override
  public String requirement() {
    return String.format(
        "%d series each with a ramp, a spike, an oscillation and a silence: one firing and one"
            + " resolved for each episode, before the limit is crossed where one is; nothing on the"
            + " %d twins without",
        each, each * Episode.values().length);
  }

  @Override
  public Measurement measure(Bench bench, ForecastTestbed bed) {
    String run = "episodes" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
    Instant start =
        Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(Episode.STEPS - AHEAD);
    bed.forecast(model(bed), settings(run));
    ToldAlerts told = new ToldAlerts(run);
    try (CommittedOutputs outputs =
        new CommittedOutputs(bed.stack(), Map.of(Topics.ALERTS, told::read))) {
      for (int step = 0; step < Episode.STEPS; step++) {
        send(bed, run, start, step);
      }
      bed.stack().flush();
      bed.group().awaitCommitted(Topics.SERIES_EVENTS, SILENCE);
      outputs.readToEnd();
    }
    return measurement(bench, run, start, told);
  }

  private void send(ForecastTestbed bed, String run, Instant start, int step) {
    for (Episode episode : Episode.values()) {
      for (int i = 0; i < each; i++) {
        double noise = noise(episode, i)[step];
        Instant at = start.plusSeconds(step);
        if (episode.isTold(step)) {
          send(bed, name(run, episode, i), at, episode.value(step, noise));
        }
        send(bed, name(run, episode, i) + "-clean", at, Episode.USUAL + noise);
      }
    }
  }

  /** Under the time of its reading: silence is judged by the clock of the records. */
  private static void send(ForecastTestbed bed, String series, Instant at, double value) {
    SeriesEvent event =
        new SeriesEvent(
            series,
            at,
            0,
            SeriesEvent.Kind.OBSERVED,
            Map.of("v", Math.rint(value * 1e4) / 1e4),
            Map.of());
    ProducerRecord<byte[], byte[]> record = EventRecords.of(event);
    bed.stack()
        .send(
            new ProducerRecord<>(
                record.topic(),
                null,
                at.toEpochMilli(),
                record.key(),
                record.value(),
                record.headers()));
  }

  private double[] noise(Episode episode, int i) {
    return Episode.noise(seed + 1_000L * episode.ordinal() + i);
  }

  private static String name(String run, Episode episode, int i) {
    return run + "-" + episode + "-" + i;
  }

  private static Path model(ForecastTestbed bed) {
    ForecastContract contract = ForecastContract.of("trend", List.of("v"), STEP, LOOKBACK, HORIZON);
    return bed.models().write(contract, 3, new TrendNetwork(contract, 20));
  }

  private static Map<String, String> settings(String run) {
    Map<String, String> settings = new HashMap<>();
    rule(settings, 1, run, Episode.RAMP, "breach-ahead", breach("PT20S"));
    rule(settings, 2, run, Episode.OSCILLATION, "breach-ahead", breach("PT60S"));
    rule(settings, 3, run, Episode.SPIKE, "unexpected", spike());
    rule(settings, 4, run, Episode.SILENCE, "silence", Map.of("after", "PT30S"));
    return settings;
  }

  private static Map<String, String> breach(String keepFiringFor) {
    return Map.of(
        "variate",
        "v",
        "above",
        Double.toString(Episode.LIMIT),
        "within",
        "PT30S",
        "minimum",
        "PT1S",
        "keep-firing-for",
        keepFiringFor);
  }

  private static Map<String, String> spike() {
    return Map.of("variate", "v", "tail", "0.000001", "keep-firing-for", "PT30S");
  }

  private static void rule(
      Map<String, String> settings,
      int number,
      String run,
      Episode episode,
      String kind,
      Map<String, String> fields) {
    String job = "millrace.jobs[" + number + "].";
    settings.put(job + "name", run + "-" + episode);
    settings.put(job + "series", run + "-" + episode + "-*");
    settings.put(job + "step", STEP.toString());
    settings.put(job + "rules[0].name", episode.toString());
    settings.put(job + "rules[0].kind", kind);
    fields.forEach((field, value) -> settings.put(job + "rules[0]." + field, value));
  }

  private Measurement measurement(Bench bench, String run, Instant start, ToldAlerts told) {
    Map<Episode, List<Long>> leads = new TreeMap<>();
    List<String> amiss = new ArrayList<>();
    for (Episode episode : Episode.values()) {
      for (int i = 0; i < each; i++) {
        judge(episode, i, run, start, told, leads, amiss);
      }
    }
    amiss.forEach(line -> bench.say("  %s", line));
    List<String> medians = new ArrayList<>();
    leads.forEach(
        (episode, seconds) ->
            medians.add(
                String.format(
                    "%s %d s%s",
                    episode, median(seconds), episode.isAhead() ? " ahead" : " after it began")));
    return Measurement.of(
            String.format(
                "%d episodes and as many twins, %d not as they should be; median of the firing: %s",
                each * Episode.values().length, amiss.size(), String.join(", ", medians)),
            amiss.isEmpty())
        .withNote(
            "A straight line by least squares forecasts, its intervals calibrated online; limit"
                + " 100, breach within 30 s. A spike and a silence cannot be foreseen: theirs is the"
                + " time from their beginning to the firing. Steps of one second, told in one go"
                + " under their own times. Alerts of ramps are kept firing for 20 s: with 5 s, tried first, one"
                + " of the 80 fired twice, as its forecast wavered.");
  }

  private void judge(
      Episode episode,
      int i,
      String run,
      Instant start,
      ToldAlerts told,
      Map<Episode, List<Long>> leads,
      List<String> amiss) {
    String series = name(run, episode, i);
    List<List<Alert>> alerts = told.of(series);
    int twins = told.of(series + "-clean").size();
    if (twins > 0) {
      amiss.add(series + "-clean has " + twins + " alerts");
    }
    boolean once =
        alerts.size() == 1
            && alerts.get(0).get(alerts.get(0).size() - 1).state() == Alert.State.RESOLVED;
    if (!once) {
      amiss.add(series + " has " + alerts.size() + " alerts, or one that is not over: " + alerts);
      return;
    }
    long fired = Duration.between(start, alerts.get(0).get(0).startsAt()).toSeconds();
    int from = episode.isAhead() ? episode.crossing(noise(episode, i)) : Episode.BEGINNING;
    long lead = episode.isAhead() ? from - fired : fired - from;
    if (lead < (episode.isAhead() ? 1 : 0)) {
      amiss.add(series + " fired " + lead + " s ahead of its crossing");
    }
    leads.computeIfAbsent(episode, key -> new ArrayList<>()).add(lead);
  }

  private static long median(List<Long> seconds) {
    long[] sorted = seconds.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
