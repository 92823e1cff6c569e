package io.millrace.forecast.replay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Instant;

/** Keys of a replay, beside those of the service. */
@ConfigMapping(prefix = "millrace.replay")
public interface ReplaySettings {

  /** Of the forecasts' issue time, in event time; the first that counts. */
  @WithDefault("-1000000000-01-01T00:00:00Z")
  Instant from();

  /** The first that counts no more. */
  @WithDefault("+1000000000-12-31T23:59:59Z")
  Instant to();

  /** Series by name; {@code *} stands for anything. */
  @WithDefault("*")
  String series();

  /** Of {@code forecasts.ndjson}, {@code alerts.ndjson} and {@code rolling-origin.csv}. */
  Path out();

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
