package io.millrace.workbench.rejected;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Gives chosen rejections their second chance, and counts what became of them. */
final class Replay {

  private final Originals originals;
  private final Map<String, Integer> sentTo = new TreeMap<>();
  private final Map<Place, String> leftOut = new TreeMap<>();

  Replay(Originals originals) {
    this.originals = originals;
  }

  /** Those that cannot be replayed are left out, and noted. */
  void offer(Rejected rejected, Set<Place> chosen, Consumer<ProducerRecord<byte[], byte[]>> box) {
    if (!chosen.contains(rejected.place())) {
      return; // filed while we read
    }
    try {
      ProducerRecord<byte[], byte[]> record = originals.of(rejected);
      box.accept(record);
      sentTo.merge(record.topic(), 1, Integer::sum);
    } catch (UnreplayableException e) {
      leftOut.put(rejected.place(), e.getMessage());
    }
  }

  /** Records by the topic they were sent to. */
  Map<String, Integer> sentTo() {
    return Map.copyOf(sentTo);
  }

  /** Reasons by place. */
  Map<Place, String> leftOut() {
    return leftOut;
  }
}
