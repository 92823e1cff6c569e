package io.millrace.forecast.replay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Instant;

/** What {@code millrace replay-log} asks for, beside the keys of the service. */
@ConfigMapping(prefix = "millrace.replay")
public interface ReplaySettings {

  /** First time of a forecast that counts, in event time. */
  @WithDefault("-1000000000-01-01T00:00:00Z")
  Instant from();

  /** First time that counts no more. */
  @WithDefault("+1000000000-12-31T23:59:59Z")
  Instant to();

  /** Series by name; {@code *} stands for anything. */
  @WithDefault("*")
  String series();

  /** Folder of {@code forecasts.ndjson}, {@code alerts.ndjson} and {@code rolling-origin.csv}. */
  Path out();

  /** Who decides what a step gets. */
  @WithDefault("recorded")
  Mode mode();

  /** Who decides what a step gets. */
  enum Mode {
    /** The forecasts and decisions of then: version, batch shape and skips. */
    RECORDED,
    /** Jobs and models of now. */
    ANEW
  }
}
