package io.millrace.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.benchmarks.MixedEvents.Item;
import io.millrace.broker.Broker;
import io.millrace.broker.BrokerSettings;
import io.millrace.workbench.topics.TopicSetup;
import io.millrace.workbench.topics.TopicTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A real broker with the topics of {@code deploy/topics.yaml}, and the services beside it. */
final class Stack implements AutoCloseable {

  private final Path repository = Path.of("..").toAbsolutePath().normalize();
  private final Path folder = fresh(Path.of("target/stack").toAbsolutePath());
  private final Broker broker = Broker.start(BrokerSettings.loopback(folder.resolve("broker")));
  private final Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
  private final KafkaProducer<byte[], byte[]> producer =
      new KafkaProducer<>(
          Map.of("bootstrap.servers", bootstrapServers(), "acks", "all"),
          new ByteArraySerializer(),
          new ByteArraySerializer());

  Stack() {
    try {
      new TopicSetup(admin).create(TopicTable.read(repository.resolve("deploy/topics.yaml")));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** Where the services' logs are. */
  Path folder() {
    return folder;
  }

  Admin admin() {
    return admin;
  }

  TopicReader topics() {
    return new TopicReader(bootstrapServers());
  }

  void send(Item item) {
    producer.send(new ProducerRecord<>(item.topic(), item.key().getBytes(UTF_8), item.bytes()));
  }

  void flush() {
    producer.flush();
  }

  /** Starts a service as it ships, on a free port, with native libraries unpacked in the build. */
  Service start(String name) {
    return start(name, Map.of());
  }

  /**
   * @param more of the service's configuration
   */
  Service start(String name, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("kafka.bootstrap.servers", bootstrapServers());
    settings.put("org.bytedeco.javacpp.cachedir", cache("native"));
    settings.put("DJL_CACHE_DIR", cache("djl"));
    settings.put("ENGINE_CACHE_DIR", cache("djl"));
    settings.put("java.io.tmpdir", repository.resolve("benchmarks/target").toString());
    if (!name.equals("ingest-service")) {
      settings.put(
          "millrace.models.directories", repository.resolve("models/target/bundles").toString());
    }
    if (name.equals("forecast-service")) {
      settings.put("millrace.state-directory", folder.resolve("state").toString());
    }
    return Service.start(name, repository, folder, settings);
  }

  private String cache(String name) {
    return repository.resolve("target/native-cache").resolve(name).toString();
  }

  private static Path fresh(Path folder) {
    try {
      if (Files.exists(folder)) {
        try (var paths = Files.walk(folder)) {
          paths.sorted(java.util.Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
      }
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
    broker.close();
  }
}
