package io.millrace.ingest.stream;

/** What the service says to a device. */
sealed interface Told {

  /**
   * At the beginning: where the session stands, as far as this instance knows. A device that was
   * told a higher number earlier goes on after that one.
   *
   * @param window how many messages may be under way without an acknowledgement
   */
  record Welcome(String session, long acknowledged, int window) implements Told {}

  /** All messages up to this number are safe, or refused and filed. */
  record Acknowledgement(long acknowledged) implements Told {}

  /** One message is refused; it counts as answered. */
  record Refusal(long sequence, String field, String reason) implements Told {}
}
