package io.millrace.benchmarks;

import io.millrace.broker.Broker;
import io.millrace.broker.BrokerSettings;
import io.millrace.workbench.topics.TopicSetup;
import io.millrace.workbench.topics.TopicTable;
import io.millrace.workbench.up.ServiceRuntime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A real broker with the topics of {@code deploy/topics.yaml}, and the services beside it. */
public final class Stack implements AutoCloseable {

  private static final String MODELS = "millrace.models.directories";

  private final Path repository;
  private final Path folder;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;
  private Broker broker;

  private Stack(Path repository, Path folder) {
    this.repository = repository;
    this.folder = folder;
    this.broker = Broker.start(BrokerSettings.loopback(data()));
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers(),
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.LINGER_MS_CONFIG,
                0), // an event alone is sent at once
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /**
   * Starts a broker without any records.
   *
   * @param folder of its data and of the services' logs; what it held is deleted
   */
  public static Stack fresh(Path repository, Path folder) {
    Stack stack = new Stack(repository.toAbsolutePath().normalize(), emptied(folder));
    stack.createTopics(TopicTable.read(stack.repository.resolve("deploy/topics.yaml")));
    return stack;
  }

  /**
   * Returns when the broker leads every partition. Before that it may refuse a producer's first
   * batch and take the second; the first is then out of sequence whenever it comes again.
   */
  private void createTopics(TopicTable table) {
    try {
      new TopicSetup(admin).create(table);
      Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
      admin
          .describeTopics(table.names())
          .allTopicNames()
          .get()
          .forEach(
              (name, topic) ->
                  topic
                      .partitions()
                      .forEach(
                          each ->
                              partitions.put(
                                  new TopicPartition(name, each.partition()),
                                  OffsetSpec.latest())));
      admin.listOffsets(partitions).all().get(); // only a leader answers
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Path data() {
    return folder.resolve("broker");
  }

  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** With the artifacts of the services. */
  public Path repository() {
    return repository;
  }

  /** Where the services' logs are. */
  public Path folder() {
    return folder;
  }

  /** Where forecast-service keeps its stores. */
  public Path state() {
    return folder.resolve("state");
  }

  public Admin admin() {
    return admin;
  }

  public TopicReader topics() {
    return new TopicReader(bootstrapServers());
  }

  /** Stops the broker; {@link #startBroker} brings it back with its records. */
  public void stopBroker() {
    broker.close();
  }

  /** Starts the broker that was stopped, where it was. */
  public void startBroker() {
    String[] address = bootstrapServers().split(":");
    broker = Broker.start(BrokerSettings.loopback(data(), Integer.parseInt(address[1])));
  }

  /** Sends without waiting; {@link #flush} waits, and throws what failed. */
  public void send(ProducerRecord<byte[], byte[]> record) {
    var unused =
        producer.send(
            record,
            (sent, refused) -> {
              if (refused != null) {
                failure.compareAndSet(null, refused);
              }
            });
  }

  /**
   * Returns when the broker has all that was sent.
   *
   * @throws IllegalStateException if it has refused or not got something, now or earlier
   */
  public void flush() {
    producer.flush();
    Exception refused = failure.get();
    if (refused != null) {
      throw new IllegalStateException("an event could not be sent: " + refused, refused);
    }
  }

  /** Deletes what lies on topics, so that who reads them next need not go through it. */
  public void empty(Collection<String> topics) {
    Map<TopicPartition, RecordsToDelete> records = new HashMap<>();
    for (String topic : topics) {
      topics()
          .ends(topic)
          .forEach((partition, end) -> records.put(partition, RecordsToDelete.beforeOffset(end)));
    }
    ServiceGroup.answer(admin.deleteRecords(records).all());
  }

  /** Starts a service as it ships, on a free port, with the models of this build. */
  public Service start(String name) {
    return start(name, Map.of());
  }

  /**
   * @param more of the service's configuration
   */
  public Service start(String name, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("kafka.bootstrap.servers", bootstrapServers());
    settings.putAll(ServiceRuntime.nativeLibraries(repository));
    if (!name.equals("ingest-service")) {
      settings.put(MODELS, repository.resolve("models/target/bundles").toString());
    }
    if (name.equals("forecast-service")) {
      settings.put("millrace.state-directory", state().toString());
    }
    settings.putAll(more);
    return Service.start(name, repository, log(name, more), settings);
  }

  private Path log(String name, Map<String, String> more) {
    String instance = more.get("millrace.instance");
    return folder.resolve(name + (instance == null ? "" : "-" + instance) + ".log");
  }

  private static Path emptied(Path folder) {
    Folders.delete(folder);
    try {
      return Files.createDirectories(folder).toAbsolutePath().normalize();
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
