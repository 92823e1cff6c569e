package io.millrace.benchmarks.inference;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.events.EventRecords;
import io.millrace.events.TextEvent;
import io.millrace.events.Topics;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Ways in which a record can be one that nobody can score. */
enum Poison {
  NOT_JSON(Topics.TEXT_EVENTS) {
    @Override
    ProducerRecord<byte[], byte[]> record(String id, String key) {
      return bytes(key, id + " is no JSON");
    }
  },
  NO_EVENT(Topics.TEXT_EVENTS) {
    @Override
    ProducerRecord<byte[], byte[]> record(String id, String key) {
      return bytes(key, "{\"id\":\"" + id + "\",\"source\":\"" + key + "\"}");
    }
  },
  /** Claims to hold its whole envelope; a reader that believes it breaks. */
  STRUCTURED_AND_BROKEN(Topics.TEXT_EVENTS) {
    @Override
    ProducerRecord<byte[], byte[]> record(String id, String key) {
      ProducerRecord<byte[], byte[]> record =
          bytes(key, "{\"specversion\":\"1.0\",\"id\":\"" + id + "\",\"data\":{");
      record.headers().add("content-type", "application/cloudevents+json".getBytes(UTF_8));
      return record;
    }
  },
  OVERSIZE(Topics.TEXT_EVENTS) {
    @Override
    ProducerRecord<byte[], byte[]> record(String id, String key) {
      return bytes(key, event(id, key, "a".repeat(TextEvent.TEXT_LIMIT + 1)));
    }
  },
  HALF_A_SURROGATE_PAIR(Topics.TEXT_EVENTS) {
    @Override
    ProducerRecord<byte[], byte[]> record(String id, String key) {
      return bytes(key, event(id, key, "w001 \\ud83d w002"));
    }
  },
  TOMBSTONE(Topics.TEXT_EVENTS) {
    @Override
    ProducerRecord<byte[], byte[]> record(String id, String key) {
      return bytes(key, null);
    }
  },
  MODEL_FAILS(Topics.TEXT_EVENTS) {
    @Override
    ProducerRecord<byte[], byte[]> record(String id, String key) {
      return text(id, key, Vocabulary.STUMBLE);
    }
  },
  MODEL_SAYS_NAN(Topics.TEXT_EVENTS) {
    @Override
    ProducerRecord<byte[], byte[]> record(String id, String key) {
      return text(id, key, Vocabulary.VANISH);
    }
  },
  FRAME_WITH_NAN(Topics.SENSOR_EVENTS) {
    @Override
    ProducerRecord<byte[], byte[]> record(String id, String key) {
      return frame(id, key, "NaN");
    }
  },
  /** Its exponent is legal JSON, and infinite as a double. */
  FRAME_WITH_INFINITY(Topics.SENSOR_EVENTS) {
    @Override
    ProducerRecord<byte[], byte[]> record(String id, String key) {
      return frame(id, key, "1e999");
    }
  };

  private final String topic;

  Poison(String topic) {
    this.topic = topic;
  }

  abstract ProducerRecord<byte[], byte[]> record(String id, String key);

  String topic() {
    return topic;
  }

  /** An event that is well-formed, with one more word in its text. */
  static ProducerRecord<byte[], byte[]> text(String id, String key, String word) {
    return EventRecords.of(
        new TextEvent(id, key, TextLoad.START, "w001 " + word + " w002", Map.of()));
  }

  ProducerRecord<byte[], byte[]> bytes(String key, @Nullable String value) {
    return new ProducerRecord<>(
        topic, key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8));
  }

  static String event(String id, String key, String text) {
    return "{\"id\":\"%s\",\"source\":\"%s\",\"at\":\"%s\",\"text\":\"%s\",\"attributes\":{}}"
        .formatted(id, key, TextLoad.START, text);
  }

  ProducerRecord<byte[], byte[]> frame(String id, String key, String sample) {
    String samples = "0.5,".repeat(ProofModels.SAMPLES - 1) + sample;
    return bytes(
        key,
        ("{\"id\":\"%s\",\"sensor\":\"%s\",\"at\":\"%s\",\"rateHz\":100,"
                + "\"channels\":{\"x\":[%s],\"y\":[%s]},\"attributes\":{}}")
            .formatted(id, key, TextLoad.START, samples, samples));
  }
}
