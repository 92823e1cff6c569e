package io.millrace.ingest.source;

import io.millrace.ingest.EventKind;
import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.Optional;

/** Messages of an MQTT broker. */
public interface MqttConfig {

  /** Whether it is connected to. */
  @WithDefault("false")
  boolean enabled();

  /** {@code tcp://host:1883} or, with TLS, {@code ssl://host:8883}. */
  Optional<String> server();

  /** Names the session in which the broker keeps what arrives while this service is away. */
  @WithDefault("ingest-service")
  String clientId();

  /** As whom this service connects. */
  Optional<String> user();

  /** Of that user; best given as an environment variable. */
  Optional<String> password();

  /** By a name that is used for nothing else; of several that fit, the first name counts. */
  Map<String, Topic> topics();

  /** What the messages of some topics are. */
  interface Topic {

    /** Of topics, with {@code +} and {@code #}. */
    String filter();

    /** The events that messages become. */
    EventKind kind();

    /** What a message holds. */
    @WithDefault("event")
    Payload payload();

    /** The source, sensor or series; {@code {2}} stands for the topic's second level. */
    Optional<String> key();

    /** Of a number; {@code {2}} stands for the topic's second level. */
    Optional<String> variate();
  }

  /** What a message holds. */
  enum Payload {
    /** The JSON that HTTP takes; key, id and time may be missing. */
    EVENT,
    /** One number as text, the value of a variate when it arrives. */
    NUMBER
  }
}
