package io.millrace.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * What somebody really can do, by trying it.
 *
 * @param connection of that somebody
 */
record AccessAttempts(Map<String, String> connection) {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(50);

  AccessAttempts {
    connection = Map.copyOf(connection);
  }

  /** Whether a record comes to lie on the first partition. */
  boolean writes(String topic) throws InterruptedException {
    Map<String, Object> settings = new HashMap<>(connection);
    settings.put("acks", "all");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(topic, 0, "attempt".getBytes(UTF_8), "{}".getBytes(UTF_8)))
          .get();
      return true;
    } catch (ExecutionException e) {
      return refused(e.getCause());
    } catch (KafkaException e) { // that its producer was refused an id is told before or in sending
      return refused(e instanceof AuthorizationException ? e : e.getCause());
    }
  }

  /** Whether a record of the first partition, where some are, can be had. */
  boolean reads(String topic) {
    Map<String, Object> settings = new HashMap<>(connection);
    settings.put("auto.offset.reset", "earliest");
    settings.put("fetch.max.wait.ms", 50);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(new TopicPartition(topic, 0)));
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (System.nanoTime() < end) {
        if (!consumer.poll(POLL).isEmpty()) {
          return true;
        }
      }
      throw new IllegalStateException(topic + ": neither a record nor a refusal");
    } catch (AuthorizationException refused) {
      return false;
    }
  }

  /** Whether it becomes a member of a group that reads a topic. */
  boolean joins(String group, String topic) {
    Map<String, Object> settings = new HashMap<>(connection);
    settings.put("group.id", group);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(topic));
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (System.nanoTime() < end) {
        consumer.poll(POLL);
        if (!consumer.assignment().isEmpty()) {
          return true;
        }
      }
      throw new IllegalStateException(group + ": neither an assignment nor a refusal");
    } catch (AuthorizationException refused) {
      return false;
    }
  }

  /** Whether it could end the transactions of an id. */
  boolean fences(String transactionalId) {
    Map<String, Object> settings = new HashMap<>(connection);
    settings.put("transactional.id", transactionalId);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      return true;
    } catch (AuthorizationException refused) {
      return false;
    }
  }

  private static boolean refused(@Nullable Throwable cause) {
    if (cause instanceof AuthorizationException) {
      return false;
    }
    throw new IllegalStateException(cause);
  }
}
