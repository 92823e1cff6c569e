package io.millrace.forecast.stream;

import io.millrace.forecast.jobs.Jobs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * When each series was heard of last, by the time of its records, and which are to be forgotten.
 */
final class LastHeard {

  private final KeyValueStore<String, Long> seen; // milliseconds
  private final Jobs jobs;

  LastHeard(KeyValueStore<String, Long> seen, Jobs jobs) {
    this.seen = seen;
    this.jobs = jobs;
  }

  /**
   * @param at when a record of the series was appended, in milliseconds
   */
  void heard(String series, long at) {
    Long before = seen.get(series);
    if (before == null || at > before) {
      seen.put(series, at);
    }
  }

  /** When a series was heard of last, in milliseconds; null: never. */
  @Nullable Long last(String series) {
    return seen.get(series);
  }

  /**
   * @param now in milliseconds
   */
  List<String> silent(long now) {
    List<String> silent = new ArrayList<>();
    try (KeyValueIterator<String, Long> all = seen.all()) {
      while (all.hasNext()) {
        KeyValue<String, Long> each = all.next();
        if (now - each.value > allowed(each.key).toMillis()) {
          silent.add(each.key);
        }
      }
    }
    return silent;
  }

  void forget(String series) {
    seen.delete(series);
  }

  private Duration allowed(String series) {
    return jobs.of(series).forgetAfter();
  }
}
