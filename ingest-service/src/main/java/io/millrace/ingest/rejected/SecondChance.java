package io.millrace.ingest.rejected;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.events.EventRecords;
import io.millrace.events.Rejection;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Makes the record anew that was refused: its key, bytes and headers, on its partition. */
final class SecondChance {

  /** As {@code millrace rejected replay} writes it: of which rejection a record is the replay. */
  static final String REPLAY_OF = "millrace_replay_of";

  private static final String OURS = "millrace_";

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
    return new ProducerRecord<>(
        rejection.topic(),
        rejection.partition(),
        rejection.key(),
        rejection.value(),
        headers(rejection, place));
  }

  private static Headers headers(Rejection rejection, String place) {
    Headers headers = new RecordHeaders();
    for (Header header : rejection.original()) {
      if (!header.key().startsWith(OURS) || header.key().equals(EventRecords.ORIGIN_HEADER)) {
        headers.add(header);
      }
    }
    return headers.add(REPLAY_OF, place.getBytes(UTF_8));
  }
}
