package io.millrace.forecast.replay;

import io.millrace.events.Topics;
import io.millrace.forecast.stream.ForecastTopology;
import io.millrace.forecast.stream.SeriesProcessor;
import io.millrace.forecast.stream.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.test.TestRecord;

/**
 * One partition of {@code series-events} through the topology of the service, without a broker, on
 * the clock of its records. The driver that Kafka has for tests runs a topology in one thread with
 * its stores and punctuations: what a replay needs.
 */
final class PartitionReplay implements AutoCloseable {

  /** Longer than any step waits for company: then its pass has run. */
  private static final Duration LONG = Duration.ofMinutes(1);

  private final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> input;
  private final List<TestOutputTopic<byte[], byte[]>> outputs;
  private final ReplayedRecords records;
  private long clock; // milliseconds

  /**
   * @param folder for files of the driver
   */
  PartitionReplay(Supplier<SeriesProcessor> processor, Path folder, ReplayedRecords records) {
    this.records = records;
    List<StoreBuilder<?>> stores =
        Stores.builders(org.apache.kafka.streams.state.Stores::inMemoryKeyValueStore);
    stores.forEach(store -> store.withLoggingDisabled().withCachingDisabled());
    driver =
        new TopologyTestDriver(
            ForecastTopology.of(processor::get, stores), properties(folder), Instant.EPOCH);
    input =
        driver.createInputTopic(
            Topics.SERIES_EVENTS, new ByteArraySerializer(), new ByteArraySerializer());
    outputs =
        ForecastTopology.WRITTEN.stream()
            .map(
                topic ->
                    driver.createOutputTopic(
                        topic, new ByteArrayDeserializer(), new ByteArrayDeserializer()))
            .toList();
  }

  private static Properties properties(Path folder) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "replay");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1"); // never connected to
    properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    return properties;
  }

  void record(ConsumerRecord<byte[], byte[]> record) {
    if (record.timestamp() > clock) {
      driver.advanceWallClockTime(Duration.ofMillis(record.timestamp() - clock));
      clock = record.timestamp();
    }
    input.pipeInput(
        new TestRecord<>(record.key(), record.value(), record.headers(), record.timestamp()));
    drain();
  }

  /** Steps that still wait get their pass. */
  void end() {
    driver.advanceWallClockTime(LONG);
    drain();
  }

  private void drain() {
    for (int i = 0; i < outputs.size(); i++) {
      String topic = ForecastTopology.WRITTEN.get(i);
      outputs.get(i).readRecordsToList().forEach(each -> records.record(topic, each.value()));
    }
  }

  @Override
  public void close() {
    driver.close();
  }
}
