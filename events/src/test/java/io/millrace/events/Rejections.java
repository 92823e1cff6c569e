package io.millrace.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Rejections, as services write them. */
final class Rejections {

  private Rejections() {}

  static Rejection plain() {
    return of(new RecordHeaders().add("ce_id", "9".getBytes(UTF_8)), "decode", "m", "2", null);
  }

  static Rejection truncated() {
    return of(new RecordHeaders(), "decode", "m", "2", 1_000_000, 2_000);
  }

  /** Refused, sent in again with the headers of that, and refused without a model. */
  static Rejection again() {
    return of(plain().toRecord().headers(), "inference", null, null, null);
  }

  static Rejection ofNothing() {
    return new Rejection(
        null, null, new RecordHeaders(), "text-events", -1, -1, "ingest", "id: bad", null, null);
  }

  private static Rejection of(
      Headers original, String stage, String model, String version, Integer truncated) {
    return of(original, stage, model, version, truncated, null);
  }

  private static Rejection of(
      Headers original,
      String stage,
      String model,
      String version,
      Integer truncated,
      Integer keyTruncated) {
    return new Rejection(
        new byte[] {1, 2},
        new byte[] {(byte) 0xff, 0, 7},
        original,
        "text-events",
        3,
        42,
        stage,
        "text: is missing",
        model,
        version,
        truncated,
        keyTruncated);
  }
}
