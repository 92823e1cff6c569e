package io.millrace.forecast.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.events.Topics;
import io.millrace.forecast.Deciders;
import io.millrace.forecast.ForecastSettings.Passes;
import io.millrace.forecast.jobs.Jobs;
import io.millrace.forecast.jobs.SeriesPattern;
import io.millrace.forecast.models.ForecastModels;
import io.millrace.forecast.replay.ReplaySettings.Mode;
import io.millrace.forecast.stream.AlertTracing;
import io.millrace.forecast.stream.LivePlanner;
import io.millrace.forecast.stream.Pace;
import io.millrace.forecast.stream.Planner;
import io.millrace.forecast.stream.SeriesProcessor;
import io.millrace.forecast.stream.StageClock;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Runs {@code series-events} through the topology of the service once more, partition by partition,
 * each from its first record on: histories, accounts and calibration follow from everything before.
 */
record LogReplay(
    CommittedLog log,
    SeriesPattern series,
    Passes passes,
    Jobs jobs,
    ForecastModels models,
    Mode mode,
    Path folder) {

  /** Nothing waits for a transaction. */
  private static final Duration NO_BUDGET = Duration.ofDays(1);

  /** By the clock of the records a step never waits long. */
  private static final Duration NEVER = Duration.ofDays(10_000);

  void run(ReplayOutput output) {
    for (int partition : log.partitions(Topics.SERIES_EVENTS)) {
      StageClock clock = new StageClock(output, System::nanoTime);
      Planner planner = planner(partition);
      Pace pace = Pace.of(passes.linger(), NO_BUDGET, passes.commitPace(), passes.lookForSilence());
      try (PartitionReplay replay =
          new PartitionReplay(
              () ->
                  new SeriesProcessor(
                      Deciders.of(passes, jobs, models, planner, clock),
                      AlertTracing.PASSING,
                      pace,
                      clock),
              folder.resolve("partition-" + partition),
              output)) {
        log.each(
            Topics.SERIES_EVENTS,
            partition,
            record -> {
              if (isAskedFor(record)) {
                replay.record(record);
              }
            });
        replay.end();
      }
    }
  }

  /** What has no key is of no series: it was rejected. */
  private boolean isAskedFor(ConsumerRecord<byte[], byte[]> record) {
    return record.key() != null && series.covers(new String(record.key(), UTF_8));
  }

  private Planner planner(int partition) {
    if (mode == Mode.ANEW) {
      return new LivePlanner(NEVER);
    }
    Recorded recorded = new Recorded();
    log.each(Topics.FORECASTS, partition, record -> recorded.forecast(record.value()));
    if (log.partitions(Topics.FORECASTS_SHADOW).contains(partition)) { // younger than the others
      log.each(Topics.FORECASTS_SHADOW, partition, record -> recorded.shadow(record.value()));
    }
    log.each(Topics.FORECAST_DECISIONS, partition, record -> recorded.decision(record.value()));
    return new RecordedPlanner(recorded, models::version);
  }
}
