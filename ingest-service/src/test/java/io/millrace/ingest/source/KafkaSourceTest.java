package io.millrace.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millrace.broker.Broker;
import io.millrace.broker.BrokerSettings;
import io.millrace.events.Rejection;
import io.millrace.events.TextEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker. */
class KafkaSourceTest {

  @TempDir static Path data;

  private static Broker broker;
  private static Admin admin;

  private final RecordedDelivery delivery = new RecordedDelivery();
  private String topic;
  private Thread thread;

  @BeforeAll
  static void startBroker() {
    broker = Broker.start(BrokerSettings.loopback(data));
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  @AfterAll
  static void stopBroker() {
    admin.close();
    broker.close();
  }

  @BeforeEach
  void createTopic(TestInfo test) throws Exception {
    topic = test.getTestMethod().orElseThrow().getName();
    admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (thread != null) {
      thread.interrupt();
      thread.join(20_000);
      assertThat(thread.isAlive()).isFalse();
    }
  }

  private Source source(String name) {
    Map<String, String> keys =
        Map.of(
            "kafka.x.topic", name,
            "kafka.x.kind", "text",
            "kafka.x.group", topic,
            "kafka.x.fields.source", "$key",
            "kafka.x.fields.at", "$timestamp",
            "kafka.x.fields.text", "$.text");
    ForeignTopicConfig config = Configured.sources(keys).kafka().get("x");
    return new ForeignTopicPlan(
            "x", config, Map.of("bootstrap.servers", broker.bootstrapServers()), Keys.SOURCES)
        .source(delivery);
  }

  private void start() {
    thread = new Thread(new SourceLoop(source(topic), Pace.system()), "source");
    thread.start();
  }

  private static Producer<byte[], byte[]> producer(Map<String, Object> more) {
    Map<String, Object> all = new HashMap<>(more);
    all.put("bootstrap.servers", broker.bootstrapServers());
    return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private ProducerRecord<byte[], byte[]> record(String json) {
    return new ProducerRecord<>(topic, "plant".getBytes(UTF_8), json.getBytes(UTF_8));
  }

  private void produce(String... texts) {
    try (Producer<byte[], byte[]> producer = producer(Map.of())) {
      for (String text : texts) {
        producer.send(record("{\"text\":\"" + text + "\"}"));
      }
    }
  }

  private List<String> texts() {
    return delivery.events(TextEvent.class).stream().map(TextEvent::text).toList();
  }

  private long committed() throws ExecutionException, InterruptedException {
    var offset =
        admin
            .listConsumerGroupOffsets(topic)
            .partitionsToOffsetAndMetadata()
            .get()
            .get(new TopicPartition(topic, 0));
    return offset == null ? 0 : offset.offset();
  }

  @Test
  void recordsBecomeEventsAndTheirOffsetsAreCommitted() {
    produce("one", "two");
    start();

    await().untilAsserted(() -> assertThat(committed()).isEqualTo(2));
    assertThat(texts()).containsExactly("one", "two");
    assertThat(delivery.events(TextEvent.class))
        .extracting(TextEvent::id)
        .containsExactly(topic + "-0-0", topic + "-0-1");
  }

  @Test
  void whatIsNotAcknowledgedIsNotCommittedAndComesAgain() throws Exception {
    produce("one");
    delivery.failAfter(0);
    start();

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(committed()).isEqualTo(1));
    assertThat(texts()).containsExactly("one");
  }

  @Test
  void anotherRunGoesOnBehindWhatWasCommitted() throws Exception {
    produce("one");
    start();
    await().untilAsserted(() -> assertThat(committed()).isEqualTo(1));
    stop();
    produce("two");
    start();

    await().untilAsserted(() -> assertThat(texts()).containsExactly("one", "two"));
  }

  @Test
  void whatCannotBeMappedIsFiledAndTheRestGoesOn() {
    try (Producer<byte[], byte[]> producer = producer(Map.of())) {
      IntStream.range(0, 1_000)
          .mapToObj(i -> record(i % 10 == 3 ? "{\"text\":" + i : "{\"text\":\"t" + i + "\"}"))
          .forEach(producer::send);
    }
    start();

    await().untilAsserted(() -> assertThat(committed()).isEqualTo(1_000));
    assertThat(texts()).hasSize(900);
    assertThat(delivery.rejections())
        .hasSize(100)
        .extracting(Rejection::stage)
        .containsOnly("mapping");
    assertThat(delivery.rejections().get(1).offset()).isEqualTo(13);
    assertThat(delivery.rejections().get(1).value()).asString(UTF_8).isEqualTo("{\"text\":13");
  }

  @Test
  void whatWasNeverCommittedIsNeverRead() {
    try (Producer<byte[], byte[]> producer = producer(Map.of("transactional.id", topic))) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(record("{\"text\":\"aborted\"}"));
      producer.flush();
      producer.abortTransaction();
    }
    produce("kept");
    start();

    await().untilAsserted(() -> assertThat(texts()).containsExactly("kept"));
  }

  @Test
  void aTopicThatDoesNotExistIsNamed() {
    assertThatThrownBy(() -> source("nowhere").run()).hasMessage("topic nowhere does not exist");
  }
}
