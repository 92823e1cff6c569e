package io.millrace.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerTest {

  private static final TopicPartition EVENTS = new TopicPartition("events", 0);

  @TempDir Path data;

  @Test
  void committedRecordsOutliveARestartAndAbortedOnesAreNeverSeen() throws Exception {
    try (Broker broker = Broker.start(BrokerSettings.loopback(data))) {
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
        admin.createTopics(List.of(new NewTopic("events", 1, (short) 1))).all().get();
      }
      produceOneCommittedOneAborted(broker);
      assertThat(committed(broker)).containsExactly("kept");
    }

    try (Broker again = Broker.start(BrokerSettings.loopback(data))) {
      assertThat(committed(again)).containsExactly("kept");
    }
  }

  @Test
  void aTakenPortIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      BrokerSettings settings = BrokerSettings.loopback(data, taken.getLocalPort());

      assertThatThrownBy(() -> Broker.start(settings))
          .isInstanceOf(BrokerException.class)
          .hasMessageContaining("127.0.0.1:" + taken.getLocalPort() + " is taken");
    }
  }

  private static void produceOneCommittedOneAborted(Broker broker) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "test");
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("events", "key", "kept"));
      producer.commitTransaction();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>("events", "key", "dropped"));
      producer.flush();
      producer.abortTransaction();
    }
  }

  /** Everything a committed read sees up to the end of the log. */
  private static List<String> committed(Broker broker) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed");
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(EVENTS));
      consumer.seekToBeginning(List.of(EVENTS));
      long end = consumer.endOffsets(List.of(EVENTS)).get(EVENTS);
      List<String> values = new ArrayList<>();
      while (consumer.position(EVENTS) < end) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
          values.add(record.value());
        }
      }
      return values;
    }
  }
}
