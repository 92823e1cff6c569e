package io.millrace.benchmarks.alert;

import io.millrace.benchmarks.CommittedOutputs;
import io.millrace.benchmarks.Killer;
import io.millrace.benchmarks.Life;
import io.millrace.benchmarks.Lives;
import io.millrace.benchmarks.Service;
import io.millrace.benchmarks.SteadyLoad;
import io.millrace.benchmarks.TestbedRow;
import io.millrace.benchmarks.Testbeds;
import io.millrace.benchmarks.forecast.ForecastContract;
import io.millrace.benchmarks.forecast.ForecastTestbed;
import io.millrace.benchmarks.forecast.KillPlan;
import io.millrace.events.Topics;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/**
 * {@code kill -9} again and again while alerts fire and resolve; what was told is compared with
 * what the same log gives when nothing happens, by {@code millrace replay-log}.
 */
record KilledRow(KillPlan plan, Testbeds<ForecastTestbed> testbeds)
    implements TestbedRow<ForecastTestbed> {

  private static final Duration STEP = Duration.ofSeconds(1);
  private static final int LOOKBACK = 16;
  private static final int HORIZON = 8;
  private static final Duration SILENCE = Duration.ofSeconds(120);

  @Override
  public String name() {
    return "killed";
  }

  @Override
  public String requirement() {
    return String.format(
        Locale.ROOT,
        "at least %d × kill -9 while alerts fire and resolve, at least %d with a transaction open,"
            + " local state deleted %d times: the alerts topic holds what an undisturbed run of the"
            + " same log gives, to the bit; none doubled, each life in its order",
        plan.kills(),
        plan.open(),
        plan.deletions());
  }

  /**
   * @param unequal told by both, differently
   */
  private record Compared(int live, int again, long missing, long excess, long unequal) {

    static Compared of(Map<String, String> live, Map<String, String> again) {
      return new Compared(
          live.size(),
          again.size(),
          again.keySet().stream().filter(key -> !live.containsKey(key)).count(),
          live.keySet().stream().filter(key -> !again.containsKey(key)).count(),
          live.keySet().stream()
              .filter(again::containsKey)
              .filter(key -> !Objects.equals(live.get(key), again.get(key)))
              .count());
    }

    boolean isEqual() {
      return live > 0 && missing == 0 && excess == 0 && unequal == 0;
    }
  }

  @Override
  public Measurement measure(Bench bench, ForecastTestbed bed) {
    String run = "waves" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
    WavesLoad load = new WavesLoad(run, plan.series(), plan.seed());
    Path models = model(bed);
    Service service = bed.forecast(models, settings(run));
    ToldAlerts told = new ToldAlerts(run);
    Lives lives = new Lives(plan.kills(), plan.open());
    try (CommittedOutputs outputs =
        new CommittedOutputs(bed.stack(), Map.of(Topics.ALERTS, told::read))) {
      underLoad(bench, bed, load, service, outputs, lives, told);
      awaitSilenceOfAll(told, outputs);
    }
    ToldAlerts again = replayed(bed, run, models);
    return measurement(bench, lives, told, again);
  }

  private static Path model(ForecastTestbed bed) {
    ForecastContract contract =
        ForecastContract.of("waves", List.of(WavesLoad.VARIATE), STEP, LOOKBACK, HORIZON);
    return bed.models().write(contract, 2, new TrendNetwork(contract, 8));
  }

  private static Map<String, String> settings(String run) {
    Map<String, String> settings = new HashMap<>();
    settings.put("millrace.forecast.batch-shapes", "64"); // one, so that bits can be compared
    settings.put("millrace.forecast.skip-after", "1h");
    settings.put("millrace.jobs[1].name", run);
    settings.put("millrace.jobs[1].series", run + "-*");
    settings.put("millrace.jobs[1].step", STEP.toString());
    settings.put("millrace.jobs[1].rules[0].name", "high");
    settings.put("millrace.jobs[1].rules[0].kind", "breach-ahead");
    settings.put("millrace.jobs[1].rules[0].variate", WavesLoad.VARIATE);
    settings.put("millrace.jobs[1].rules[0].above", Double.toString(WavesLoad.LIMIT));
    settings.put("millrace.jobs[1].rules[0].within", "PT8S");
    settings.put("millrace.jobs[1].rules[0].update-every", "PT2S");
    settings.put("millrace.jobs[1].rules[0].flap-within", "PT0S");
    settings.put("millrace.jobs[1].rules[1].name", "gone");
    settings.put("millrace.jobs[1].rules[1].kind", "silence");
    settings.put("millrace.jobs[1].rules[1].after", "PT1.5S");
    return settings;
  }

  private void underLoad(
      Bench bench,
      ForecastTestbed bed,
      WavesLoad load,
      Service service,
      CommittedOutputs outputs,
      Lives lives,
      ToldAlerts told) {
    Killer killer =
        new Killer(
            service,
            bed.group(),
            Topics.SERIES_EVENTS,
            outputs,
            plan.latest().minus(Life.EARLIEST),
            new Random(plan.seed()));
    try (SteadyLoad steady = SteadyLoad.start(bed.stack(), load, plan.perSecond())) {
      killer.kill(
          lives,
          life -> {
            boolean deletes = plan.deletesAfter(lives.count());
            if (deletes) {
              bed.deleteState();
            }
            bench.say(
                "  life %d: %s%s; %,d changes of alerts in %,d readings",
                lives.count(), life, deletes ? ", state deleted" : "", told.size(), steady.sent());
          });
      steady.stop();
    }
    bed.group().awaitCommitted(Topics.SERIES_EVENTS, SILENCE);
  }

  /** At the end nobody speaks any more, and each series' rule says so. */
  private void awaitSilenceOfAll(ToldAlerts told, CommittedOutputs outputs) {
    outputs.await(() -> firing(told) >= plan.series(), SILENCE);
    outputs.readToEnd();
  }

  private static long firing(ToldAlerts told) {
    return told.byId().values().stream()
        .map(changes -> changes.get(changes.size() - 1))
        .filter(last -> last.rule().equals("gone") && last.endsAt() == null)
        .filter(last -> !last.key().contains("filler"))
        .count();
  }

  private static ToldAlerts replayed(ForecastTestbed bed, String run, Path models) {
    Path out = bed.replayLog(run + "-*", models, Instant.parse("2026-01-01T00:00:00Z"), List.of());
    ToldAlerts again = new ToldAlerts(run);
    try (var lines = Files.lines(out.resolve("alerts.ndjson"))) {
      lines.forEach(line -> again.read(line.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return again;
  }

  private Measurement measurement(Bench bench, Lives lives, ToldAlerts told, ToldAlerts again) {
    Compared compared = Compared.of(told.said(), again.said());
    differences(told.said(), again.said()).forEach(line -> bench.say("  %s", line));
    return Measurement.of(
            String.format(
                Locale.ROOT,
                "%s; %,d changes of %,d alerts: %d missing, %d too many, %d unequal, %d doubled, %d"
                    + " lives out of order",
                lives,
                compared.live(),
                told.byId().size(),
                compared.missing(),
                compared.excess(),
                compared.unequal(),
                told.doubled(),
                told.disordered()),
            compared.isEqual()
                && told.doubled() == 0
                && told.disordered() == 0
                && lives.areAsWanted())
        .withNote(
            String.format(
                Locale.ROOT,
                "%d series, %d readings/s, seed %d; rules breach-ahead (updated every 2 s) and"
                    + " silence (1.5 s). The undisturbed run is the topology over the same log"
                    + " without a broker, with one batch shape. Not compared: which variates drove a"
                    + " breach, which is told only if there is time.",
                plan.series(),
                plan.perSecond(),
                plan.seed()));
  }

  /** The first few, for whoever looks for the cause. */
  private static List<String> differences(Map<String, String> live, Map<String, String> again) {
    Map<String, String> lines = new TreeMap<>();
    again.forEach(
        (key, json) -> {
          if (!json.equals(live.get(key))) {
            lines.put(key, key + ": live " + live.get(key) + "; again " + json);
          }
        });
    live.forEach(
        (key, json) -> {
          if (!again.containsKey(key)) {
            lines.put(key, key + ": live only " + json);
          }
        });
    return lines.values().stream().limit(5).toList();
  }
}
