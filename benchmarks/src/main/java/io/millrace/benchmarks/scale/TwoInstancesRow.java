package io.millrace.benchmarks.scale;

import io.millrace.benchmarks.CommittedOutputs;
import io.millrace.benchmarks.SteadyLoad;
import io.millrace.benchmarks.TestbedRow;
import io.millrace.benchmarks.Testbeds;
import io.millrace.events.Topics;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A second instance joins under a steady load and goes again, while both are asked about every
 * series.
 *
 * @param removals one round each
 * @param together how long both work
 * @param perSecond readings of all series together
 */
record TwoInstancesRow(
    List<Removal> removals,
    Duration together,
    int series,
    int perSecond,
    long seed,
    Testbeds<ScaleTestbed> testbeds)
    implements TestbedRow<ScaleTestbed> {

  /** From the end of a process to the next forecast of every series that it held. */
  private static final Duration TAKEOVER = Duration.ofSeconds(10);

  TwoInstancesRow {
    removals = List.copyOf(removals);
  }

  @Override
  public String name() {
    return "two-instances";
  }

  @Override
  public String requirement() {
    return String.format(
        Locale.ROOT,
        "two instances of forecast-service, one added and one removed (%s) under load: 0 forecasts"
            + " missing, 0 doubled, the API of either answers for all series all the time (503 for"
            + " less than %d s), the other takes over in < %d s",
        removals.stream().map(Removal::toString).collect(Collectors.joining(", then ")),
        TAKEOVER.toSeconds(),
        TAKEOVER.toSeconds());
  }

  @Override
  public Measurement measure(Bench bench, ScaleTestbed bed) {
    EvenReadings readings = new EvenReadings("scale", series, seed);
    ForecastSteps steps = new ForecastSteps(readings);
    try (CommittedOutputs outputs =
            new CommittedOutputs(bed.stack(), Map.of(Topics.FORECASTS, steps::read));
        SteadyLoad load = SteadyLoad.start(bed.stack(), readings, perSecond)) {
      ScaleRun run = new ScaleRun(bench, bed, readings, steps, outputs, load);
      List<ScaleRun.Round> rounds = run.rounds(removals, together);
      int sent = run.settle();
      return measurement(rounds, run.answers(), steps, sent);
    }
  }

  private Measurement measurement(
      List<ScaleRun.Round> rounds, ApiWatch.Answers answers, ForecastSteps steps, int sent) {
    boolean kept =
        steps.missing(sent) == 0
            && steps.doubled() == 0
            && answers.failed() == 0
            && answers.answered() > 0
            && answers.longestAway().compareTo(TAKEOVER) < 0
            && rounds.stream().allMatch(round -> round.isShared() && round.isWithin(TAKEOVER));
    return Measurement.of(
            String.format(
                Locale.ROOT,
                "%,d forecasts, %d missing, %d doubled; %s; API: %,d answers (%,d by a copy),"
                    + " %,d × 503, the longest for %.1f s, %d failed%s",
                steps.size(),
                steps.missing(sent),
                steps.doubled(),
                rounds.stream().map(ScaleRun.Round::toString).collect(Collectors.joining("; ")),
                answers.answered(),
                answers.stale(),
                answers.unavailable(),
                answers.longestAway().toMillis() / 1e3,
                answers.failed(),
                answers.failures().isEmpty() ? "" : " " + answers.failures()),
            kept)
        .withNote(
            String.format(
                Locale.ROOT,
                "%d series, %d readings/s, seed %d, seasonal-naive, one standby copy, session timeout"
                    + " 6 s. The takeover is measured from the end of the process to the reading, by a"
                    + " consumer that trusts transactions, of the last of the next forecasts of the"
                    + " series that it held, of readings sent after that end.",
                series,
                perSecond,
                seed));
  }
}
