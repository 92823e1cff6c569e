package io.millrace.benchmarks.inference;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.events.EventJson;
import io.millrace.events.Inference;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What came out of a load, as its inferences are read in their order. */
final class Outcome {

  private final Load load;
  private final BitSet scored = new BitSet();
  private final Map<String, Integer> last = new HashMap<>(); // number, by key
  private final Map<String, Integer> versions = new TreeMap<>();
  private int doubled;
  private int outOfOrder;
  private int misattributed;

  Outcome(Load load) {
    this.load = load;
  }

  /** Counts an inference if it is of this load. */
  void read(ConsumerRecord<byte[], byte[]> record) {
    Inference inference = EventJson.read(Inference.class, record.value());
    int number = load.number(inference.event());
    if (number >= 0) {
      count(number, new String(record.key(), UTF_8), inference);
    }
  }

  private void count(int number, String key, Inference inference) {
    doubled += scored.get(number) ? 1 : 0;
    scored.set(number);
    Integer before = last.put(key, number);
    outOfOrder += before != null && before >= number ? 1 : 0;
    versions.merge(inference.version(), 1, Integer::sum);
    misattributed += key.equals(load.key(number)) && saysItsVersion(inference) ? 0 : 1;
  }

  /** The models of the proofs give a thousandth of their version as a score. */
  private static boolean saysItsVersion(Inference inference) {
    double release = inference.scores().getOrDefault("release", -1.0);
    return Math.round(release * 1000) == Long.parseLong(inference.version());
  }

  /** How many different events have been scored. */
  int scored() {
    return scored.cardinality();
  }

  boolean scored(int number) {
    return scored.get(number);
  }

  /** Inferences by the version that they name. */
  Map<String, Integer> versions() {
    return Map.copyOf(versions);
  }

  /**
   * @param sent events of the load: those with the numbers below
   */
  Account account(int sent) {
    int stray = scored.length() > sent ? scored.get(sent, scored.length()).cardinality() : 0;
    return new Account(sent, scored() - stray, doubled, outOfOrder, misattributed + stray);
  }
}
