package io.millrace.console;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The keys {@code millrace.console.*}. */
@ConfigMapping(prefix = "millrace.console")
public interface ConsoleSettings {

  /** Where ingest-service answers. */
  @WithDefault("http://127.0.0.1:8081")
  URI ingest();

  /** Where inference-service answers. */
  @WithDefault("http://127.0.0.1:8082")
  URI inference();

  /** Where forecast-service answers. */
  @WithDefault("http://127.0.0.1:8083")
  URI forecast();

  /** How long a service may take to answer before its part of a page says so. */
  @WithDefault("4S")
  Duration patience();

  /** Texts, frames and rejections that are kept to be shown, of each the last so many. */
  @WithDefault("300")
  int kept();

  /**
   * File that holds the key of who may act: release models, replay rejected events. Without it the
   * console is read-only.
   */
  Optional<Path> operatorKeyFile();

  /** Key that ingest-service is asked with, if it asks who calls: needs the scope admin. */
  Optional<String> ingestKey();

  /** Host names under which browsers reach it, beside those of loopback. */
  Optional<List<String>> hosts();
}
