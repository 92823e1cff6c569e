package io.millrace.forecast;

import io.millrace.forecast.ForecastSettings.Passes;
import io.millrace.forecast.jobs.Jobs;
import io.millrace.forecast.jobs.TopicFollower;
import io.millrace.forecast.models.Forecasters;
import io.millrace.forecast.stream.AfterStart;
import io.millrace.forecast.stream.Deciding;
import io.millrace.forecast.stream.ForecastPass;
import io.millrace.forecast.stream.ForecastTopology;
import io.millrace.forecast.stream.Intake;
import io.millrace.forecast.stream.LivePlanner;
import io.millrace.forecast.stream.NaiveSettings;
import io.millrace.forecast.stream.Pace;
import io.millrace.forecast.stream.Planner;
import io.millrace.forecast.stream.SeriesProcessor;
import io.millrace.forecast.stream.Settlement;
import io.millrace.forecast.stream.Shapes;
import io.millrace.forecast.stream.StageClock;
import io.millrace.forecast.stream.StreamListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jboss.logging.Logger;

/** What Quarkus runs: the topology out of the configuration. */
@ApplicationScoped
class ForecastStream {

  /** Well under max.poll.interval.ms, for the stream's thread waits. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private static final Logger LOG = Logger.getLogger(ForecastStream.class);

  /** No record is taken before the jobs were read and what is released serves. */
  @Produces
  @Singleton
  Topology topology(
      ForecastSettings settings,
      Jobs jobs,
      TopicFollower jobFollower,
      ModelsInService inService,
      StreamListener listener) {
    CountDownLatch released = inService.start();
    StageClock clock = new StageClock(listener, System::nanoTime);
    Passes passes = settings.forecast();
    Planner planner = new LivePlanner(passes.skipAfter());
    Deciding deciding = deciding(passes, jobs, inService.models(), planner, clock);
    Pace pace = Pace.of(passes.linger(), passes.passBudget(), passes.lookForSilence());
    AfterStart.Awaited read =
        ((AfterStart.Awaited) jobFollower.progress()::awaitCaughtUp)
            .and(atMost -> released.await(atMost.toMillis(), TimeUnit.MILLISECONDS));
    return ForecastTopology.of(
        () -> new AfterStart(new SeriesProcessor(deciding, pace, clock), read, LONGEST_WAIT));
  }

  static Deciding deciding(
      Passes passes, Jobs jobs, Forecasters forecasters, Planner planner, StageClock clock) {
    NaiveSettings naive =
        new NaiveSettings(passes.naiveHorizon(), passes.naiveQuantiles(), passes.naiveFewest());
    return new Deciding(
        jobs,
        new Intake(jobs, forecasters),
        new ForecastPass(forecasters, planner, shapes(passes), clock),
        new Settlement(naive, passes.scoreEvery()));
  }

  private static Shapes shapes(Passes passes) {
    try {
      return new Shapes(passes.batchShapes());
    } catch (IllegalArgumentException wrong) {
      throw new IllegalStateException(
          "millrace.forecast.batch-shapes: " + wrong.getMessage(), wrong);
    }
  }

  /** A thread that died of the broker is replaced; its transaction was aborted. */
  @Produces
  @Singleton
  StreamsUncaughtExceptionHandler replaceThread() {
    return failure -> {
      LOG.error("the stream thread failed and is replaced", failure);
      return StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
    };
  }
}
