package io.millrace.ingest.source;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What this service reads by itself; each source is off unless switched on. */
@ConfigMapping(prefix = "millrace.sources")
public interface SourcesConfig {

  Host host();

  Recorded recorded();

  Logs logs();

  Frames frames();

  FolderConfig folder();

  /** By a name that is used for nothing else. */
  Map<String, ForeignTopicConfig> kafka();

  MqttConfig mqtt();

  /** Telemetry of this machine as series {@code host}. */
  interface Host {

    /** Whether it is read. */
    @WithDefault("false")
    boolean enabled();

    /** Between two readings. */
    @WithDefault("1s")
    Duration interval();
  }

  /** A recording, replayed in compressed time. */
  interface Recorded {

    /** Whether it is replayed. */
    @WithDefault("false")
    boolean enabled();

    /** CSV with the header {@code time,<variates>}. */
    Optional<Path> file();

    /** The first data row to replay, counted from 0; the end of the file is followed by it. */
    @WithDefault("0")
    int fromRow();

    /** How many times faster than it was recorded. */
    @WithDefault("20")
    double speed();

    /** As which series. */
    @WithDefault("host-recorded")
    String series();

    /** Where the next row's number is kept from run to run. */
    Optional<Path> positionFile();
  }

  /** The lines of {@code *.log} files in a directory. */
  interface Logs {

    /** Whether they are read. */
    @WithDefault("false")
    boolean enabled();

    /** Where they lie. */
    Optional<Path> directory();

    /** How many events a second at most; the rest is dropped and counted. */
    @WithDefault("50")
    int linesPerSecond();
  }

  /** The deviation of timed sleeps as sensor {@code host-contention}. */
  interface Frames {

    /** Whether they are taken. */
    @WithDefault("false")
    boolean enabled();

    /** Samples a second. */
    @WithDefault("100")
    int rateHz();

    /** Samples a frame. */
    @WithDefault("100")
    int frameLength();
  }
}
