package io.millrace.benchmarks.forecast;

import io.millrace.benchmarks.Killer;
import io.millrace.benchmarks.Life;
import io.millrace.benchmarks.Lives;
import io.millrace.benchmarks.Service;
import io.millrace.benchmarks.SteadyLoad;
import io.millrace.events.Topics;
import io.millrace.workbench.proof.Bench;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** One run in which a service is killed again and again, beside one in which it is not. */
record KilledRun(Bench bench, ForecastTestbed bed, KillPlan plan, BatchShapes shapes) {

  private static final List<String> VARIATES = List.of("killed-load", "killed-heat");
  private static final int LOOKBACK = 16;
  private static final int HORIZON = 8;
  private static final int WIDTH = 64;
  private static final int TAIL = 20; // steps after the last deletion

  /**
   * What came of it.
   *
   * @param forecasts of the killed run, beside those of the other
   * @param scores likewise
   * @param amiss forecasts or scores that were doubled, out of order, or lack their step before,
   *     and steps that were skipped
   * @param aborted records of aborted transactions
   */
  record Result(
      BatchShapes shapes,
      Lives lives,
      Agreement forecasts,
      Agreement scores,
      int amiss,
      long aborted) {

    boolean isKept() {
      return shapes.allow(forecasts)
          && shapes.allow(scores)
          && forecasts.said() > 0
          && scores.said() > 0
          && amiss == 0
          && lives.areAsWanted()
          && aborted > 0;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "shapes %s: %s, %,d records of aborted transactions;"
              + " forecasts: %s; scores: %s; %d doubled, out of order or skipped",
          shapes,
          lives,
          aborted,
          forecasts,
          scores,
          amiss);
    }
  }

  Result result() {
    Service service = bed.forecast(model(), settings());
    SeriesLoad load =
        new SeriesLoad("killed-" + shapes.rows().size(), plan.series(), VARIATES, plan.seed());
    try (SeriesRun disturbed = new SeriesRun(bed, load);
        SeriesRun calm = new SeriesRun(bed, load.as("calm-" + shapes.rows().size()))) {
      Lives lives = new Lives(plan.kills(), plan.open());
      int sent = underLoad(disturbed, service, lives);
      int all = afterTheLastDeletion(disturbed, service, sent);
      calm.send(0, all);
      calm.settle(all);
      return new Result(
          shapes,
          lives,
          Agreement.of(calm.forecasts(), disturbed.forecasts()),
          Agreement.of(calm.scores(), disturbed.scores()),
          amiss(disturbed) + amiss(calm),
          disturbed.aborted());
    }
  }

  private Path model() {
    ForecastContract contract =
        ForecastContract.of("killed", VARIATES, SeriesLoad.STEP, LOOKBACK, HORIZON)
            .scaled(SeriesLoad.MEAN, SeriesLoad.DEVIATION);
    return bed.models().dense(contract, WIDTH, 1, plan.seed());
  }

  /** A process that was away for long does not skip: every step is compared. */
  private Map<String, String> settings() {
    return Map.of(
        "millrace.forecast.batch-shapes", shapes.toString(), "millrace.forecast.skip-after", "1h");
  }

  /**
   * @return how many events were sent
   */
  private int underLoad(SeriesRun run, Service service, Lives lives) {
    Killer killer =
        new Killer(
            service,
            bed.group(),
            Topics.SERIES_EVENTS,
            run.outputs(),
            plan.latest().minus(Life.EARLIEST),
            new Random(plan.seed()));
    try (SteadyLoad steady = run.steady(plan.perSecond())) {
      killer.kill(lives, life -> between(run, steady, lives.count(), life));
      int sent = steady.stop();
      run.settle(sent);
      return sent;
    }
  }

  private void between(SeriesRun run, SteadyLoad steady, int number, Life life) {
    boolean deletes = plan.deletesAfter(number);
    if (deletes) {
      bed.deleteState();
    }
    bench.say(
        "  life %d: %s%s; %,d forecasts of %,d readings",
        number, life, deletes ? ", state deleted" : "", run.forecasts().size(), steady.sent());
  }

  /** All was said; the stores go, and the next steps need what was in them. */
  private int afterTheLastDeletion(SeriesRun run, Service service, int sent) {
    service.kill();
    bed.deleteState();
    service.start();
    service.ready();
    int all = sent + TAIL * plan.series();
    run.send(sent, all);
    run.settle(all);
    bench.say(
        "  state deleted at the end: %,d forecasts of %,d readings", run.forecasts().size(), all);
    return all;
  }

  private static int amiss(SeriesRun run) {
    SeriesAccount forecasts = run.forecasts();
    return run.skips()
        + forecasts.doubled()
        + forecasts.outOfOrder()
        + forecasts.gaps()
        + run.scores().doubled()
        + run.scores().outOfOrder();
  }
}
