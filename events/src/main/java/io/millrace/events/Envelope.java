package io.millrace.events;

import java.time.Instant;

/**
 * Where and under which identity an event travels.
 *
 * @param id the same for the same event however often it is made, so that a replayed output is
 *     recognised
 * @param kind names the contract; the CloudEvents type is {@code io.millrace.<kind>.v1}
 * @param service who makes such events
 * @param recorded true if it is a recorded point or follows from one
 */
public record Envelope(
    String topic,
    String key,
    String id,
    String kind,
    String service,
    Instant time,
    boolean recorded) {

  private static final String SEPARATOR = "|";

  static final String INGEST = "ingest-service";
  static final String INFERENCE = "inference-service";
  static final String FORECAST = "forecast-service";
  static final String WORKBENCH = "workbench";

  /** An identity of several parts. */
  static String identity(Object... parts) {
    StringBuilder id = new StringBuilder();
    for (Object part : parts) {
      id.append(id.isEmpty() ? "" : SEPARATOR).append(part);
    }
    return id.toString();
  }
}
