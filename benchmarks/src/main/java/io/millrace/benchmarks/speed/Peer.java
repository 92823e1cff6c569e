package io.millrace.benchmarks.speed;

import io.millrace.events.EventRecords;
import io.millrace.events.Inference;
import io.millrace.events.TextEvent;
import io.millrace.transformers.text.ClassifierHead;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What a user would write instead: a consumer, a model on ONNX Runtime and a transactional
 * producer, one transaction for each poll.
 */
public final class Peer {

  private static final Duration POLL = Duration.ofMillis(500);

  private final PeerSettings settings;
  private final PeerAnswers answers;

  private Peer(PeerSettings settings, PeerAnswers answers) {
    this.settings = settings;
    this.answers = answers;
  }

  /** Runs until it is killed. */
  public static void main(String[] words) throws IOException {
    PeerSettings settings = PeerSettings.of(words);
    ClassifierHead head = ClassifierHead.read(settings.head());
    try (OnnxClassifier model = new OnnxClassifier(head)) {
      new Peer(settings, new PeerAnswers(settings, head.labels(), model::probabilities)).run();
    }
  }

  private void run() {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer();
        KafkaProducer<byte[], byte[]> producer = producer()) {
      producer.initTransactions();
      consumer.subscribe(List.of(settings.topic()));
      while (true) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        if (!records.isEmpty()) {
          List<TextEvent> events = new ArrayList<>();
          Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
          for (ConsumerRecord<byte[], byte[]> record : records) {
            events.add(EventRecords.read(TextEvent.class, record.value(), record.headers()));
            offsets.put(
                new TopicPartition(record.topic(), record.partition()),
                new OffsetAndMetadata(record.offset() + 1));
          }
          List<Inference> inferences = answers.to(events);
          producer.beginTransaction();
          for (Inference inference : inferences) {
            ProducerRecord<byte[], byte[]> record = EventRecords.of(inference);
            var unused =
                producer.send(
                    new ProducerRecord<>(
                        settings.outputs(), null, record.key(), record.value(), record.headers()));
          }
          producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
          producer.commitTransaction();
        }
      }
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            settings.bootstrapServers(),
            "group.id",
            settings.topic(),
            "isolation.level",
            "read_committed",
            "auto.offset.reset",
            "earliest",
            "enable.auto.commit",
            false),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            settings.bootstrapServers(),
            "transactional.id",
            settings.topic(),
            "acks",
            "all",
            // As ours: the commit sends what there is.
            "linger.ms",
            0,
            "batch.size",
            64 * 1024),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
