package io.millrace.benchmarks.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.events.Alert;
import io.millrace.events.EventJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What was told of the alerts of one run, in the order of the topic. */
final class ToldAlerts {

  private final String run;
  private final Map<String, List<Alert>> byId = new TreeMap<>();
  private final Map<String, String> byIdentity = new TreeMap<>(); // JSON without drivers
  private int doubled;

  /**
   * @param run with which the names of its series begin
   */
  ToldAlerts(String run) {
    this.run = run;
  }

  void read(ConsumerRecord<byte[], byte[]> record) {
    read(record.value());
  }

  void read(byte[] json) {
    Alert alert = EventJson.read(Alert.class, json);
    if (!alert.key().startsWith(run + "-")) {
      return;
    }
    byId.computeIfAbsent(alert.id(), id -> new ArrayList<>()).add(alert);
    Map<String, Object> evidence = new LinkedHashMap<>(alert.evidence());
    evidence.remove("drivers");
    String bare = new String(EventJson.write(alert.withEvidence(evidence)), UTF_8);
    String identity = alert.id() + "|" + alert.sequence();
    doubled += byIdentity.put(identity, bare) == null ? 0 : 1;
  }

  /** The changes of each alert, by its id. */
  Map<String, List<Alert>> byId() {
    return byId;
  }

  /** The alerts of a series, each as its changes. */
  List<List<Alert>> of(String series) {
    return byId.values().stream()
        .filter(changes -> series.equals(changes.get(0).labels().get("series")))
        .toList();
  }

  /** JSON by id and sequence, without what is told only if there is time for it. */
  Map<String, String> said() {
    return byIdentity;
  }

  /** How often an id and sequence came again. */
  int doubled() {
    return doubled;
  }

  int size() {
    return byIdentity.size();
  }

  /** Alerts whose changes are not a beginning, then updates, then at most one end. */
  long disordered() {
    return byId.values().stream().filter(changes -> !isALife(changes)).count();
  }

  private static boolean isALife(List<Alert> changes) {
    for (int i = 0; i < changes.size(); i++) {
      boolean last = i == changes.size() - 1;
      boolean resolved = changes.get(i).state() == Alert.State.RESOLVED;
      if (changes.get(i).sequence() != i + 1 || resolved && !last) {
        return false;
      }
    }
    return true;
  }
}
