package io.millrace.workbench.release;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.events.EventRecords;
import io.millrace.events.InvalidEventException;
import io.millrace.events.ModelRelease;
import io.millrace.events.Topics;
import io.millrace.workbench.broker.BrokerException;
import io.millrace.workbench.broker.KafkaClients;
import io.millrace.workbench.broker.TopicScan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** What {@code model-releases} says, and ways to say more. */
record ReleaseTopic(KafkaClients clients) {

  /**
   * What counts under a key.
   *
   * @param problem why it is no release; empty if it is one
   */
  record Entry(String key, Optional<ModelRelease> release, String problem) {

    static Entry of(String key, ConsumerRecord<byte[], byte[]> record) {
      try {
        ModelRelease release =
            EventRecords.read(ModelRelease.class, record.value(), record.headers());
        return new Entry(key, Optional.of(release), "");
      } catch (InvalidEventException e) {
        return new Entry(key, Optional.empty(), e.field() + ": " + e.reason());
      }
    }
  }

  /**
   * The last record of each key, without those that were withdrawn.
   *
   * @throws BrokerException if there is no such topic
   */
  List<Entry> entries() {
    Map<String, ConsumerRecord<byte[], byte[]>> last = new TreeMap<>();
    try (Consumer<byte[], byte[]> consumer = clients.consumer()) {
      new TopicScan(consumer)
          .all(Topics.MODEL_RELEASES, Optional.empty(), record -> last.put(key(record), record));
    }
    last.values().removeIf(record -> record.value() == null);
    return last.entrySet().stream().map(each -> Entry.of(each.getKey(), each.getValue())).toList();
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? "" : new String(record.key(), UTF_8);
  }

  Optional<Entry> entry(ModelRelease.Slot slot) {
    return entries().stream().filter(entry -> entry.key().equals(slot.key())).findFirst();
  }

  void publish(ModelRelease release) {
    send(EventRecords.of(release));
  }

  void withdraw(ModelRelease.Slot slot) {
    send(new ProducerRecord<>(Topics.MODEL_RELEASES, slot.key().getBytes(UTF_8), null));
  }

  /** Returns when all replicas have it. */
  private void send(ProducerRecord<byte[], byte[]> record) {
    try (Producer<byte[], byte[]> producer = clients.producer()) {
      producer.send(record).get();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException refused
          ? refused
          : new BrokerException("the release could not be sent: " + e.getCause(), e);
    }
  }
}
