package io.millrace.ingest.rejected;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.broker.Broker;
import io.millrace.broker.BrokerSettings;
import io.millrace.events.Rejection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.resteasy.reactive.RestResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /rejected/PLACE/replay} against a real broker. */
class RejectedResourceTest {

  private static final Duration LONG = Duration.ofSeconds(15);
  private static final byte[] KEY = {1, 2};
  private static final byte[] BYTES = {(byte) 0xff, 0, 7};

  @TempDir static Path data;

  private static Broker broker;
  private static Producer<byte[], byte[]> producer;

  private final RejectedResource resource = new RejectedResource(new RejectedEvents(connection()));

  @BeforeAll
  static void startBroker() throws Exception {
    broker = Broker.start(BrokerSettings.loopback(data));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic("text-events", 2, (short) 1),
                  new NewTopic("rejected-events", 2, (short) 1)))
          .all()
          .get();
    }
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @AfterAll
  static void stopBroker() {
    producer.close();
    broker.close();
  }

  @Test
  void whatWasRefusedIsOnItsPartitionOnceMore() throws Exception {
    Headers original = new RecordHeaders().add("ce_id", "9".getBytes(UTF_8));
    String place =
        rejected(
            new Rejection(
                KEY, BYTES, original, "text-events", 1, 42, "inference", "odd", "m", "2"));

    RestResponse<Map<String, String>> answer = resource.replay(place);

    assertThat(answer.getStatus()).isEqualTo(202);
    assertThat(answer.getEntity()).isEqualTo(Map.of("topic", "text-events"));
    ConsumerRecord<byte[], byte[]> again = first(new TopicPartition("text-events", 1));
    assertThat(again.key()).isEqualTo(KEY);
    assertThat(again.value()).isEqualTo(BYTES);
    assertThat(again.headers().lastHeader("ce_id").value()).asString(UTF_8).isEqualTo("9");
    assertThat(again.headers().lastHeader(Rejection.REPLAY_OF).value())
        .asString(UTF_8)
        .isEqualTo(place);
    assertThat(again.headers().lastHeader("millrace_stage")).isNull();
  }

  @Test
  void whatWasNeverOnATopicIsNotReplayed() throws Exception {
    assertRefused(
        422,
        "it was refused before it was on any topic, so it has no key; send it once more",
        rejected(
            new Rejection(
                null, BYTES, none(), "text-events", -1, -1, "ingest", "odd", null, null)));
  }

  @Test
  void ofWhichOnlyAPartWasKeptIsNotReplayed() throws Exception {
    assertRefused(
        422,
        "only its start was kept; millrace rejected replay looks for the whole on its topic",
        rejected(
            new Rejection(
                KEY, BYTES, none(), "text-events", 0, 1, "ingest", "odd", null, null, 9, null)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0@999", "7@0", "999999@999999999999999999"})
  void whereThereIsNoneItSaysSo(String place) {
    assertRefused(404, "rejected-events has no rejection at " + place, place);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1", "1@", "@1", "-1@1", "1@-1", "1@1@1", "a@b", "1@1111111111111111111"})
  void whatIsNoPlaceIsRefused(String place) {
    assertRefused(400, "place: must be PARTITION@OFFSET, such as 2@17, is " + place, place);
  }

  private void assertRefused(int status, String detail, String place) {
    RestResponse<Map<String, String>> answer = resource.replay(place);
    assertThat(answer.getEntity()).isEqualTo(Map.of("detail", detail));
    assertThat(answer.getStatus()).isEqualTo(status);
  }

  private static Map<String, String> connection() {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  private static Headers none() {
    return new RecordHeaders();
  }

  /** Its place. */
  private static String rejected(Rejection rejection) throws Exception {
    ProducerRecord<byte[], byte[]> record = rejection.toRecord();
    var written = producer.send(record).get();
    return written.partition() + "@" + written.offset();
  }

  private static ConsumerRecord<byte[], byte[]> first(TopicPartition partition) {
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      return consumer.poll(LONG).iterator().next();
    }
  }
}
