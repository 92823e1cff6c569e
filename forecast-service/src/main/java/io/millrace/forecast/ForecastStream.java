package io.millrace.forecast;

import io.millrace.forecast.ForecastSettings.Passes;
import io.millrace.forecast.jobs.Jobs;
import io.millrace.forecast.stream.AfterStart;
import io.millrace.forecast.stream.AlertTracing;
import io.millrace.forecast.stream.Deciding;
import io.millrace.forecast.stream.ForecastTopology;
import io.millrace.forecast.stream.LabelProcessor;
import io.millrace.forecast.stream.LivePlanner;
import io.millrace.forecast.stream.Pace;
import io.millrace.forecast.stream.Planner;
import io.millrace.forecast.stream.SeriesProcessor;
import io.millrace.forecast.stream.StageClock;
import io.millrace.forecast.stream.StreamListener;
import io.millrace.forecast.telemetry.AlertSpans;
import io.millrace.releases.topics.Progress;
import io.millrace.releases.topics.TopicFollower;
import io.opentelemetry.api.trace.Tracer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.eclipse.microprofile.config.inject.ConfigProperty;
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
      StreamListener listener,
      Tracer tracer,
      @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean untraced) {
    Progress released = inService.start();
    StageClock clock = new StageClock(listener, System::nanoTime);
    AlertTracing tracing = untraced ? AlertTracing.PASSING : new AlertSpans(tracer);
    Passes passes = settings.forecast();
    Planner planner = new LivePlanner(passes.skipAfter());
    Deciding deciding = Deciders.of(passes, jobs, inService.models(), planner, clock);
    Pace pace =
        Pace.of(passes.linger(), passes.passBudget(), passes.commitPace(), passes.lookForSilence());
    AfterStart.Awaited read =
        ((AfterStart.Awaited) jobFollower.progress()::awaitCaughtUp).and(released::awaitCaughtUp);
    Topology series =
        ForecastTopology.of(
            () ->
                new AfterStart(
                    new SeriesProcessor(deciding, tracing, pace, clock), read, LONGEST_WAIT));
    return ForecastTopology.withLabels(
        series, () -> new AfterStart(new LabelProcessor(jobs, tracing, clock), read, LONGEST_WAIT));
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
