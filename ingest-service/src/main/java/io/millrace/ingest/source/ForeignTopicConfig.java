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

  String topic();

  EventKind kind();

  /** By default those of this service. */
  Optional<String> bootstrapServers();

  /** The consumer group; by default {@code ingest-service-<name>}. */
  Optional<String> group();

  /** Where a group that is new begins. */
  @WithDefault("earliest")
  Beginning from();

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

    Optional<String> source();

    Optional<String> sensor();

    Optional<String> series();

    Optional<String> at();

    Optional<String> text();

    @WithName("rateHz")
    Optional<String> rateHz();

    Optional<String> kind();

    Optional<String> revision();

    /** By variate. */
    Map<String, String> values();

    /** By channel. */
    Map<String, String> channels();

    /** By attribute. */
    Map<String, String> attributes();
  }
}
