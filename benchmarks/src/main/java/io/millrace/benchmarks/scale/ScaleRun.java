package io.millrace.benchmarks.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.benchmarks.CommittedOutputs;
import io.millrace.benchmarks.Service;
import io.millrace.benchmarks.SteadyLoad;
import io.millrace.events.Topics;
import io.millrace.workbench.proof.Bench;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The rounds of one measurement. */
final class ScaleRun {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SECOND = "1";
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int WARM = 10; // the step from which each series has forecasts

  private final Bench bench;
  private final ScaleTestbed bed;
  private final EvenReadings readings;
  private final ForecastSteps steps;
  private final CommittedOutputs outputs;
  private final SteadyLoad load;
  private ApiWatch.Answers answers = ApiWatch.Answers.NONE;

  ScaleRun(
      Bench bench,
      ScaleTestbed bed,
      EvenReadings readings,
      ForecastSteps steps,
      CommittedOutputs outputs,
      SteadyLoad load) {
    this.bench = bench;
    this.bed = bed;
    this.readings = readings;
    this.steps = steps;
    this.outputs = outputs;
    this.load = load;
  }

  /**
   * One instance came and went.
   *
   * @param held series of the second when it went
   * @param of all
   * @param takeover until the first had forecast each of them anew
   */
  record Round(Removal removal, int held, int of, Duration takeover) {

    boolean isShared() {
      return held > 0 && held < of;
    }

    boolean isWithin(Duration bound) {
      return takeover.compareTo(bound) < 0;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%s: %d of %d series taken over in %.1f s",
          removal,
          held,
          of,
          takeover.toMillis() / 1e3);
    }
  }

  List<Round> rounds(List<Removal> removals, Duration together) {
    Service first = bed.instance(ScaleTestbed.FIRST, Map.of());
    await("each series is forecast", () -> steps.areThrough(readings.names(), WARM));
    List<Round> rounds = new ArrayList<>();
    try (ApiWatch watch = ApiWatch.start(first, readings)) {
      for (Removal removal : removals) {
        Round round = round(removal, together);
        bench.say("  %s", round);
        rounds.add(round);
      }
      answers = answers.and(watch.answers());
    }
    return rounds;
  }

  private Round round(Removal removal, Duration together) {
    Service second = bed.instance(SECOND, Map.of());
    try (ApiWatch watch = ApiWatch.start(second, readings)) {
      await("the second instance holds series", () -> !held(second).isEmpty());
      outputs.follow(together);
      List<String> held = held(second);
      answers = answers.and(watch.answers());
      removal.of(second);
      long gone = System.nanoTime();
      int next = readings.step(load.sent()) + 1;
      await("they are forecast by the first", () -> steps.areThrough(held, next));
      Duration takeover = Duration.ofNanos(steps.through(held, next) - gone);
      return new Round(removal, held.size(), readings.series(), takeover);
    }
  }

  private static List<String> held(Service service) {
    try {
      JsonNode share = JSON.readTree(service.get("/instance/names"));
      List<String> names = new ArrayList<>();
      share.path("items").forEach(name -> names.add(name.asText()));
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("not in " + PATIENCE + ": " + what);
      }
      outputs.poll();
    }
  }

  /** All that was sent is forecast; returns how many readings that were. */
  int settle() {
    int sent = load.stop();
    await("all is forecast", () -> steps.areThrough(sent));
    bed.instances().awaitCommitted(Topics.SERIES_EVENTS, PATIENCE);
    outputs.readToEnd();
    return sent;
  }

  ApiWatch.Answers answers() {
    return answers;
  }
}
