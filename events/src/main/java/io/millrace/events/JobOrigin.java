package io.millrace.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Who wants a job. */
public enum JobOrigin {
  /** The configuration of a service, which renews it at each start. */
  @JsonProperty("configuration")
  CONFIGURATION,
  /** Somebody at the API, who wins over the configuration. */
  @JsonProperty("api")
  API;

  /** As in JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
