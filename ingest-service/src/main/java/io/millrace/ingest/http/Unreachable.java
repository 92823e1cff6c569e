package io.millrace.ingest.http;

/** Kafka did not acknowledge in time; the receipt counts what it did acknowledge. */
final class Unreachable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Receipt receipt;

  Unreachable(String reason, Receipt receipt) {
    super(
        "Kafka did not acknowledge every event ("
            + reason
            + "); send the request again: events that have ids, and all under an"
            + " Idempotency-Key, are published once.");
    this.receipt = receipt;
  }

  Receipt receipt() {
    return receipt;
  }
}
