package io.millrace.forecast.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.events.EventRecords;
import io.millrace.events.ForecastJob;
import io.millrace.events.InvalidEventException;
import io.millrace.events.Topics;
import io.millrace.forecast.jobs.Job;
import io.millrace.forecast.jobs.Jobs;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** The jobs as they are on the topic now; where it has none, those of the configuration. */
final class RecordedJobs {

  private static final Logger LOG = Logger.getLogger("io.millrace.forecast.replay");

  private RecordedJobs() {}

  static Jobs of(CommittedLog log, List<ForecastJob> configured) {
    Map<String, Job> jobs = new TreeMap<>();
    configured.forEach(job -> jobs.put(job.name(), Job.of(job)));
    for (int partition : log.partitions(Topics.FORECAST_JOBS)) {
      log.each(Topics.FORECAST_JOBS, partition, record -> takeOrPassOver(record, jobs));
    }
    return new Jobs(List.copyOf(jobs.values()));
  }

  /** What is no job stops the service neither. */
  private static void takeOrPassOver(ConsumerRecord<byte[], byte[]> record, Map<String, Job> jobs) {
    try {
      take(record, jobs);
    } catch (InvalidEventException broken) {
      LOG.warnf(
          "%s-%d@%d is no job and is passed over: %s: %s",
          record.topic(), record.partition(), record.offset(), broken.field(), broken.reason());
    }
  }

  private static void take(ConsumerRecord<byte[], byte[]> record, Map<String, Job> jobs) {
    if (record.key() == null) {
      throw new InvalidEventException("key", "is missing");
    }
    String name = new String(record.key(), UTF_8);
    if (record.value() == null) {
      jobs.remove(name);
      return;
    }
    ForecastJob job = EventRecords.read(ForecastJob.class, record.value(), record.headers());
    if (!job.name().equals(name)) {
      throw new InvalidEventException("name", "must be the key " + name + ", is " + job.name());
    }
    jobs.put(name, Job.of(job));
  }
}
