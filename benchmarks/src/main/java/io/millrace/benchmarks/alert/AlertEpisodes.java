package io.millrace.benchmarks.alert;

import io.millrace.benchmarks.NumberedRecords;
import io.millrace.events.Alert;
import io.millrace.events.EventRecords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Alerts that fire, are told more of and resolve, as rules would write them: what a change is
 * follows from its number and those before it. Some change their severity while they fire.
 *
 * @see #remember what was sent
 */
final class AlertEpisodes implements NumberedRecords {

  private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");
  private static final String[] SEVERITIES = {"info", "warning", "critical"};

  private final String rule;
  private final int keys;
  private final SplittableRandom random;
  private final List<Alert> changes = new ArrayList<>();
  private final Map<String, Alert> last = new LinkedHashMap<>(); // by key

  /**
   * @param rule that no other load on the stack has
   * @param keys that the rule watches
   */
  AlertEpisodes(String rule, int keys, long seed) {
    this.rule = rule;
    this.keys = keys;
    this.random = new SplittableRandom(seed);
  }

  String rule() {
    return rule;
  }

  @Override
  public synchronized ProducerRecord<byte[], byte[]> record(int number) {
    while (changes.size() <= number) {
      add(next());
    }
    return EventRecords.of(changes.get(number));
  }

  private void add(Alert change) {
    changes.add(change);
    last.put(change.key(), change);
  }

  private Alert next() {
    String key = "machine.%d/cpu load".formatted(random.nextInt(keys));
    Alert before = last.get(key);
    if (before == null || before.state() == Alert.State.RESOLVED) {
      return firing(key, rule + "|" + key + "|" + changes.size(), 1, at());
    }
    return random.nextBoolean()
        ? firing(key, before.id(), before.sequence() + 1, before.startsAt())
        : resolved(before);
  }

  private Instant at() {
    return START.plusSeconds(changes.size());
  }

  private Alert firing(String key, String id, int sequence, Instant start) {
    String severity = SEVERITIES[random.nextInt(SEVERITIES.length)];
    double probability = Math.rint(random.nextDouble() * 1000) / 1000;
    return alert(key, id, sequence, severity, start, null, probability);
  }

  private Alert resolved(Alert before) {
    return alert(
        before.key(),
        before.id(),
        before.sequence() + 1,
        before.severity(),
        before.startsAt(),
        at(),
        null);
  }

  private Alert alert(
      String key,
      String id,
      int sequence,
      String severity,
      Instant start,
      @Nullable Instant end,
      @Nullable Double probability) {
    return new Alert(
        id,
        rule,
        key,
        end == null ? Alert.State.FIRING : Alert.State.RESOLVED,
        sequence,
        severity,
        start,
        end,
        null,
        null,
        probability,
        Map.of("series", key.substring(0, key.indexOf('/')), "team", "night"),
        Map.of("summary", "the load passes its limit within 30 s"),
        Map.of("limit", 0.9));
  }

  /** Ends all that fire. */
  synchronized List<ProducerRecord<byte[], byte[]>> end() {
    List<Alert> ends =
        last.values().stream()
            .filter(alert -> alert.state() == Alert.State.FIRING)
            .map(this::resolved)
            .toList();
    ends.forEach(this::add);
    return ends.stream().map(EventRecords::of).toList();
  }

  /** Those that were made so far, in their order. */
  synchronized List<Alert> changes() {
    return List.copyOf(changes);
  }

  /** Key and severity of what fires, sorted. */
  synchronized List<String> firing() {
    return last.values().stream()
        .filter(alert -> alert.state() == Alert.State.FIRING)
        .map(alert -> alert.key() + " " + alert.severity())
        .sorted()
        .toList();
  }
}
