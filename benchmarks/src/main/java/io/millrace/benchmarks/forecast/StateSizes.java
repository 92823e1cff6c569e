package io.millrace.benchmarks.forecast;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the stores of forecast-service write to their changelogs, and how large the state is. */
final class StateSizes {

  /** The changelogs of the stores that are keyed by series. */
  static final List<String> TOPICS =
      List.of("histories", "due-steps", "ledgers", "seen", "latest-forecasts").stream()
          .map(store -> "forecast-service-" + store + "-changelog")
          .toList();

  private final Map<String, Map<String, Integer>> sizes = new HashMap<>(); // by series and topic
  private long written;

  void read(ConsumerRecord<byte[], byte[]> record) {
    int size = record.key().length + (record.value() == null ? 0 : record.value().length);
    written += size;
    sizes
        .computeIfAbsent(new String(record.key(), UTF_8), series -> new HashMap<>())
        .put(record.topic(), record.value() == null ? 0 : size);
  }

  /** Bytes of all records so far, before compression. */
  long written() {
    return written;
  }

  /** Bytes of the series with the largest state. */
  int largest() {
    return sizes.values().stream()
        .mapToInt(each -> each.values().stream().mapToInt(Integer::intValue).sum())
        .max()
        .orElse(0);
  }
}
