package io.millrace.forecast.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.events.EventRecords;
import io.millrace.events.ForecastJob;
import io.millrace.events.Topics;
import io.millrace.forecast.jobs.Job;
import io.millrace.forecast.jobs.Jobs;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The jobs as they are on the topic now; where it has none, those of the configuration. */
final class RecordedJobs {

  private RecordedJobs() {}

  static Jobs of(CommittedLog log, List<ForecastJob> configured) {
    Map<String, ForecastJob> jobs = new TreeMap<>();
    configured.forEach(job -> jobs.put(job.name(), job));
    for (int partition : log.partitions(Topics.FORECAST_JOBS)) {
      log.each(Topics.FORECAST_JOBS, partition, record -> take(record, jobs));
    }
    return new Jobs(jobs.values().stream().map(Job::of).toList());
  }

  private static void take(ConsumerRecord<byte[], byte[]> record, Map<String, ForecastJob> jobs) {
    if (record.value() == null) {
      jobs.remove(new String(record.key(), UTF_8));
    } else {
      ForecastJob job = EventRecords.read(ForecastJob.class, record.value(), record.headers());
      jobs.put(job.name(), job);
    }
  }
}
