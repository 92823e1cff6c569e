package io.millrace.forecast.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.events.EventJson;
import io.millrace.events.EventRecords;
import io.millrace.events.Forecast;
import io.millrace.events.Inference;
import io.millrace.events.SeriesEvent;
import io.millrace.events.Topics;
import io.millrace.forecast.jobs.Job;
import io.millrace.forecast.jobs.Jobs;
import io.millrace.forecast.models.Forecaster;
import io.millrace.forecast.models.Forecasters;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;

/** The whole topology over forecasters by hand, without a broker. */
final class TestStream implements AutoCloseable {

  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final Duration SKIP_AFTER = Duration.ofMinutes(1);
  static final Duration PUNCTUATION = Duration.ofMillis(200);

  private final List<Forecaster> forecasters = new ArrayList<>();
  private final boolean demotion;
  private final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> input;
  private final TestInputTopic<byte[], byte[]> labels;

  /** Where models serve however bad they are: most tests have simple ones. */
  TestStream(Path folder, int maxBatch, Job... jobs) {
    this(folder, maxBatch, false, new Jobs(List.of(jobs)));
  }

  /**
   * @param configured may change while it runs
   */
  TestStream(Path folder, int maxBatch, Jobs configured) {
    this(folder, maxBatch, false, configured);
  }

  /** Where a bad model is demoted, as it ships. */
  static TestStream demoting(Path folder, int maxBatch, Job... jobs) {
    return new TestStream(folder, maxBatch, true, new Jobs(List.of(jobs)));
  }

  private TestStream(Path folder, int maxBatch, boolean demotion, Jobs configured) {
    this.demotion = demotion;
    driver =
        new TopologyTestDriver(
            topology(() -> processor(maxBatch, configured), configured), properties(folder), START);
    input =
        driver.createInputTopic(
            Topics.SERIES_EVENTS, new ByteArraySerializer(), new ByteArraySerializer());
    labels =
        driver.createInputTopic(
            Topics.INFERENCES, new ByteArraySerializer(), new ByteArraySerializer());
  }

  static Properties properties(Path folder) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "forecast-service");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    return properties;
  }

  private static Topology topology(
      ProcessorSupplier<byte[], byte[], byte[], byte[]> series, Jobs jobs) {
    StageClock clock = new StageClock(StreamListener.NONE, System::nanoTime);
    return ForecastTopology.withLabels(
        ForecastTopology.of(
            series, Stores.builders(org.apache.kafka.streams.state.Stores::inMemoryKeyValueStore)),
        () -> new LabelProcessor(jobs, AlertTracing.PASSING, clock),
        LabelStores.builders(org.apache.kafka.streams.state.Stores::inMemoryKeyValueStore));
  }

  private SeriesProcessor processor(int maxBatch, Jobs jobs) {
    return processor(all(), maxBatch, demotion, jobs);
  }

  static SeriesProcessor processor(Forecasters forecasters, int maxBatch, Job... jobs) {
    return processor(forecasters, maxBatch, false, new Jobs(List.of(jobs)));
  }

  private static SeriesProcessor processor(
      Forecasters forecasters, int maxBatch, boolean demotion, Jobs configured) {
    StageClock clock = new StageClock(StreamListener.NONE, System::nanoTime);
    Shapes shapes = new Shapes(maxBatch == 1 ? List.of(1) : List.of(1, maxBatch));
    Deciding deciding =
        new Deciding(
            configured,
            new Intake(configured, forecasters),
            new ForecastPass(forecasters, new LivePlanner(SKIP_AFTER), shapes, clock),
            new Occlusion(forecasters, shapes, 1),
            new Settlement(new NaiveSettings(24, List.of(0.1, 0.5, 0.9), 8), 10, demotion));
    return new SeriesProcessor(
        deciding,
        AlertTracing.PASSING,
        Pace.of(PUNCTUATION, Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofSeconds(1)),
        clock);
  }

  private Forecasters all() {
    return new Forecasters() {
      @Override
      public <R> R during(Function<List<Forecaster>, R> pass) {
        return pass.apply(List.copyOf(forecasters));
      }
    };
  }

  /** As after a crash: another process with the state that was committed. */
  TestStream resumedBy(TestStream next) {
    for (String store : List.of(Stores.HISTORIES, Stores.LEDGERS, Stores.ALERTS, Stores.SEEN)) {
      try (KeyValueIterator<Object, Object> all = driver.getKeyValueStore(store).all()) {
        all.forEachRemaining(
            entry -> next.driver.getKeyValueStore(store).put(entry.key, entry.value));
      }
    }
    close();
    return next;
  }

  /** From here on nobody is at hand but who is served next. */
  TestStream withdrawAll() {
    forecasters.clear();
    return this;
  }

  TestStream serve(Forecaster forecaster) {
    forecasters.add(forecaster);
    return this;
  }

  static SeriesEvent reading(String series, int second, double value) {
    return reading(series, second, Map.of("a", value));
  }

  static SeriesEvent reading(String series, int second, Map<String, Double> values) {
    return new SeriesEvent(
        series, START.plusSeconds(second), 0, SeriesEvent.Kind.OBSERVED, values, Map.of());
  }

  void pipe(SeriesEvent event) {
    ProducerRecord<byte[], byte[]> record = EventRecords.of(event);
    input.pipeInput(new TestRecord<>(record.key(), record.value(), record.headers(), event.at()));
  }

  void pipe(SeriesEvent event, String trace) {
    ProducerRecord<byte[], byte[]> record = EventRecords.of(event);
    record.headers().add("traceparent", trace.getBytes(UTF_8));
    input.pipeInput(new TestRecord<>(record.key(), record.value(), record.headers(), event.at()));
  }

  void pipe(Inference inference, String trace) {
    ProducerRecord<byte[], byte[]> record = EventRecords.of(inference);
    record.headers().add("traceparent", trace.getBytes(UTF_8));
    labels.pipeInput(
        new TestRecord<>(record.key(), record.value(), record.headers(), inference.at()));
  }

  void pipe(Inference inference) {
    ProducerRecord<byte[], byte[]> record = EventRecords.of(inference);
    labels.pipeInput(
        new TestRecord<>(record.key(), record.value(), record.headers(), inference.at()));
  }

  void pipeLabel(byte[] key, byte[] value) {
    labels.pipeInput(new TestRecord<>(key, value, new RecordHeaders(), START));
  }

  void pipe(byte[] key, byte[] value) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("mine", new byte[] {7});
    input.pipeInput(new TestRecord<>(key, value, headers, START.plusSeconds(3600)));
  }

  /** Every pass that is due by the wall clock runs: after a filled call the first look waits. */
  void waitForPunctuation() {
    driver.advanceWallClockTime(PUNCTUATION);
    driver.advanceWallClockTime(PUNCTUATION);
  }

  void advance(Duration wallClock) {
    driver.advanceWallClockTime(wallClock);
  }

  List<TestRecord<byte[], byte[]>> records(String topic) {
    TestOutputTopic<byte[], byte[]> output =
        driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    return output.readRecordsToList();
  }

  <E> List<E> read(String topic, Class<E> type) {
    return records(topic).stream().map(record -> EventJson.read(type, record.value())).toList();
  }

  List<Forecast> forecasts() {
    return read(Topics.FORECASTS, Forecast.class);
  }

  @Override
  public void close() {
    driver.close();
  }
}
