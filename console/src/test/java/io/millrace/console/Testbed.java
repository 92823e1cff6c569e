package io.millrace.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.broker.Broker;
import io.millrace.broker.BrokerSettings;
import io.millrace.events.Event;
import io.millrace.events.EventRecords;
import io.millrace.events.Rejection;
import io.millrace.events.Topics;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A real broker with some events, and three services that say what {@link Mill} knows. */
public final class Testbed implements QuarkusTestResourceLifecycleManager {

  static final String KEY = "a-key-of-the-operator-0123456789";

  private static final int PARTITIONS = 2;

  static final FakeService INGEST = MillServices.ingest();
  static final FakeService INFERENCE = MillServices.inference();
  static final FakeService FORECAST = MillServices.forecast();

  private Broker broker;

  @Override
  public Map<String, String> start() {
    try {
      Path data = Files.createTempDirectory("console-broker");
      Path key = Files.createTempFile("operator", ".key");
      Files.writeString(key, KEY + "\n");
      broker = Broker.start(BrokerSettings.loopback(data));
      fill();
      return Map.of(
          "kafka.bootstrap.servers", broker.bootstrapServers(),
          "millrace.console.operator-key-file", key.toString(),
          "millrace.console.ingest", INGEST.address(),
          "millrace.console.inference", INFERENCE.address(),
          "millrace.console.forecast", FORECAST.address());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void fill() {
    Map<String, Object> servers = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (Admin admin = Admin.create(servers);
        Producer<byte[], byte[]> producer =
            new KafkaProducer<>(
                inOrder(servers), new ByteArraySerializer(), new ByteArraySerializer())) {
      admin.createTopics(topics()).all().get();
      List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
      Stream.of(Mill.texts(), Mill.frames(), Mill.forecastsAndScores())
          .flatMap(List::stream)
          .map((Event event) -> EventRecords.of(event))
          .forEach(records::add);
      records.addAll(rejections());
      for (ProducerRecord<byte[], byte[]> record : records) {
        var unused = producer.send(record);
      }
      producer.flush();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * One request at a time: of two, a partition that has just been made may refuse the first and
   * take the second, and is then sent the first until its time is over.
   */
  private static Map<String, Object> inOrder(Map<String, Object> servers) {
    Map<String, Object> all = new HashMap<>(servers);
    all.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    return all;
  }

  private static List<NewTopic> topics() {
    return Topics.ALL.stream().map(name -> new NewTopic(name, PARTITIONS, (short) 1)).toList();
  }

  private static List<ProducerRecord<byte[], byte[]>> rejections() {
    return List.of(
        rejection(
            "{\"id\":\"7\",\"source\":\"shop\"}".getBytes(UTF_8), 3, "decode", "at: is missing"),
        rejection(
            new byte[] {0, 1, 2, (byte) 0xff, 'h', 'i', 10, 13, 0x7f, 'x', 9, 9, 9, 9, 9, 9, 9, 1},
            -1,
            "ingest",
            "json: is not UTF-8"),
        rejection(
            "{\"id\":\"8\",\"source\":\"<img src=x onerror=alert(1)>\"}".getBytes(UTF_8),
            4,
            "infer",
            "text: has <b>no</b> tokens that log-triage knows"));
  }

  private static ProducerRecord<byte[], byte[]> rejection(
      byte[] value, long offset, String stage, String reason) {
    return new Rejection(
            "shop".getBytes(UTF_8),
            value,
            new RecordHeaders(),
            Topics.TEXT_EVENTS,
            offset < 0 ? -1 : 1,
            offset,
            stage,
            reason,
            stage.equals("infer") ? "log-triage" : null,
            stage.equals("infer") ? "1" : null)
        .toRecord();
  }

  @Override
  public void stop() {
    Stream.of(INGEST, INFERENCE, FORECAST).forEach(FakeService::gone);
    if (broker != null) {
      broker.close();
    }
  }
}
