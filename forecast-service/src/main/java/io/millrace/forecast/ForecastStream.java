package io.millrace.forecast;

import io.millrace.forecast.ForecastSettings.Passes;
import io.millrace.forecast.jobs.Jobs;
import io.millrace.forecast.models.AfterReleases;
import io.millrace.forecast.models.ForecastModels;
import io.millrace.forecast.models.Forecasters;
import io.millrace.forecast.stream.ForecastPass;
import io.millrace.forecast.stream.ForecastTopology;
import io.millrace.forecast.stream.Intake;
import io.millrace.forecast.stream.NaiveSettings;
import io.millrace.forecast.stream.SeriesProcessor;
import io.millrace.forecast.stream.Settlement;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jboss.logging.Logger;

/** What Quarkus runs: the topology out of the configuration. */
@ApplicationScoped
class ForecastStream {

  private static final Logger LOG = Logger.getLogger(ForecastStream.class);

  /** Well under max.poll.interval.ms, for the stream's thread waits. */
  private static final Duration LONGEST_WAIT_FOR_RELEASES = Duration.ofSeconds(60);

  @Produces
  @Singleton
  Jobs jobs(ForecastSettings settings) {
    return ConfiguredJobs.of(settings.jobs());
  }

  /** The first record is forecast by what is released, if anything is. */
  @Produces
  @Singleton
  Topology topology(ForecastSettings settings, Jobs jobs, ModelsInService inService) {
    CountDownLatch followed = inService.start();
    ForecastModels models = inService.models();
    return ForecastTopology.of(
        () ->
            new AfterReleases(
                processor(settings.forecast(), jobs, models), followed, LONGEST_WAIT_FOR_RELEASES));
  }

  static SeriesProcessor processor(Passes passes, Jobs jobs, Forecasters forecasters) {
    NaiveSettings naive =
        new NaiveSettings(passes.naiveHorizon(), passes.naiveQuantiles(), passes.naiveFewest());
    return new SeriesProcessor(
        new Intake(jobs, forecasters),
        new ForecastPass(forecasters),
        new Settlement(naive, passes.scoreEvery()),
        jobs,
        passes.maxBatch(),
        passes.punctuation());
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
