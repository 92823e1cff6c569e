package io.millrace.ingest.rejected;

import io.millrace.events.Rejection;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes the record anew that was refused: its key, bytes and headers, on its partition. */
final class SecondChance {

  private SecondChance() {}

  /**
   * @param place where the rejection is, {@code PARTITION@OFFSET}
   * @throws UnreplayableException saying why not, if it cannot be made
   */
  static ProducerRecord<byte[], byte[]> of(Rejection rejection, String place) {
    if (rejection.partition() < 0) {
      throw new UnreplayableException(
          "it was refused before it was on any topic, so it has no key; send it once more");
    }
    if (rejection.isCut()) {
      throw new UnreplayableException(
          "only its start was kept; millrace rejected replay looks for the whole on its topic");
    }
    return rejection.secondChance(rejection.key(), rejection.value(), rejection.original(), place);
  }
}
