package io.millrace.forecast.jobs;

import io.millrace.events.EventJson;
import io.millrace.events.ForecastJob;
import io.millrace.releases.topics.FakeTopic;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;

/** Writes to a topic in memory, unless the broker is away. */
final class FakeJobLog implements JobLog {

  final List<String> written = new ArrayList<>();
  boolean away;
  private final FakeTopic topic;

  FakeJobLog(FakeTopic topic) {
    this.topic = topic;
  }

  @Override
  public Written put(ForecastJob job) {
    return write("put " + job.name(), job.name(), EventJson.write(job));
  }

  @Override
  public Written delete(String name) {
    return write("delete " + name, name, null);
  }

  private Written write(String what, String name, byte[] value) {
    if (away) {
      throw new JobLogException("no broker", new KafkaException("away"));
    }
    written.add(what);
    return new Written(topic.partition, topic.append(name, value));
  }
}
