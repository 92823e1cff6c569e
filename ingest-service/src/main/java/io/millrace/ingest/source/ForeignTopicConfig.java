package io.millrace.ingest.source;

import io.millrace.ingest.EventKind;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.Map;
import java.util.Optional;

/** A topic of others, whose JSON records become events. */
public interface ForeignTopicConfig {

  /** Off, it stays in the configuration and is not read. */
  @WithDefault("true")
  boolean enabled();

  /** Its name; a topic that Millrace writes is refused. */
  String topic();

  /** The events that records become. */
  EventKind kind();

  /** By default those of this service. */
  Optional<String> bootstrapServers();

  /** The consumer group; by default {@code ingest-service-<name>}. */
  Optional<String> group();

  /** Where a group that is new begins. */
  @WithDefault("earliest")
  Beginning from();

  /** How times are written there. */
  @WithDefault("iso-8601")
  TimeFormat timeFormat();

  /** More of the consumer's own configuration, such as {@code "security.protocol"}. */
  Map<String, String> properties();

  Fields fields();

  /** Where a group begins that has no position yet. */
  enum Beginning {
    EARLIEST,
    LATEST
  }

  /**
   * Where each field of the event comes from: a JSON path ({@code $.a.b[0]}), the record's {@code
   * $key}, {@code $header.<name>} or {@code $timestamp}, or else a constant.
   */
  interface Fields {

    /** By default {@code <topic>-<partition>-<offset>}. */
    Optional<String> id();

    /** Of text events. */
    Optional<String> source();

    /** Of sensor events. */
    Optional<String> sensor();

    /** Of series events. */
    Optional<String> series();

    /** The time; of all events. */
    Optional<String> at();

    /** Of text events. */
    Optional<String> text();

    /** Of sensor events: samples a second. */
    @WithName("rateHz")
    Optional<String> rateHz();

    /** Of series events: {@code observed} or {@code known}. */
    Optional<String> kind();

    /** Of series events. */
    Optional<String> revision();

    /** Of series events, by variate. */
    Map<String, String> values();

    /** Of sensor events: an array of samples, by channel. */
    Map<String, String> channels();

    /** Of all events, by attribute. */
    Map<String, String> attributes();
  }
}
