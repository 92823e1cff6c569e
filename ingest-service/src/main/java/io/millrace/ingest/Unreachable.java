package io.millrace.ingest;

/** Kafka did not acknowledge in time; the receipt counts what it did acknowledge. */
final class Unreachable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Receipt receipt;

  Unreachable(String reason, Receipt receipt) {
    super(
        "Kafka did not acknowledge every event ("
            + reason
            + "); send the request again: its events may then arrive twice, under the same ids.");
    this.receipt = receipt;
  }

  Receipt receipt() {
    return receipt;
  }
}
