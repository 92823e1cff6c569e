package io.millrace.benchmarks.scale;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.events.EventJson;
import io.millrace.events.Forecast;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Which steps of which series were forecast, and when that was read. */
final class ForecastSteps {

  private final EvenReadings readings;
  private final Map<String, NavigableMap<Integer, Long>> read = new HashMap<>(); // nanoseconds
  private int doubled;

  ForecastSteps(EvenReadings readings) {
    this.readings = readings;
    readings.names().forEach(name -> read.put(name, new TreeMap<>()));
  }

  void read(ConsumerRecord<byte[], byte[]> record) {
    NavigableMap<Integer, Long> steps = read.get(new String(record.key(), UTF_8));
    if (steps != null) {
      int step = EvenReadings.step(EventJson.read(Forecast.class, record.value()).issuedAt());
      doubled += steps.putIfAbsent(step, System.nanoTime()) == null ? 0 : 1;
    }
  }

  /** Whether each of these series has been forecast at a step, or at a later one. */
  boolean areThrough(Collection<String> names, int step) {
    return names.stream()
        .map(this::of)
        .allMatch(steps -> !steps.isEmpty() && steps.lastKey() >= step);
  }

  /** Whether each series has been forecast at its last step of so many readings. */
  boolean areThrough(int events) {
    return lastOfEach(events)
        .allMatch(number -> areThrough(List.of(readings.name(number)), readings.step(number)));
  }

  private IntStream lastOfEach(int events) {
    return IntStream.range(Math.max(0, events - readings.series()), events);
  }

  /** When the last of these series was first forecast at a step, or at a later one. */
  long through(Collection<String> names, int step) {
    return names.stream()
        .mapToLong(name -> Objects.requireNonNull(of(name).ceilingEntry(step)).getValue())
        .max()
        .orElseThrow();
  }

  /** Steps from the first forecast of a series on that lack theirs. */
  int missing(int events) {
    return lastOfEach(events)
        .map(
            number -> {
              NavigableMap<Integer, Long> steps = of(readings.name(number));
              return readings.step(number) + 1 - steps.firstKey() - steps.size();
            })
        .sum();
  }

  private NavigableMap<Integer, Long> of(String name) {
    return Objects.requireNonNull(read.get(name));
  }

  int doubled() {
    return doubled;
  }

  int size() {
    return read.values().stream().mapToInt(Map::size).sum();
  }
}
