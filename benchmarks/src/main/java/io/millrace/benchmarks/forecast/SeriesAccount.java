package io.millrace.benchmarks.forecast;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What one topic says of the series of one run, as it is read in its order. The run's name is taken
 * out of it, so that two runs can be compared.
 */
final class SeriesAccount {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String prefix;
  private final String time;
  private final List<String> identity;
  private final Map<String, String> said = new TreeMap<>(); // JSON, by identity
  private final Map<String, Instant> last = new HashMap<>(); // by series
  private int doubled;
  private int outOfOrder;
  private int gaps;

  /**
   * @param time the field with the time that it speaks of
   * @param identity the fields that make up an identity, with series and time
   */
  private SeriesAccount(String run, String time, List<String> identity) {
    this.prefix = run + "-";
    this.time = time;
    this.identity = List.copyOf(identity);
  }

  /** Of {@code forecasts}: their identity is series, issue time and version. */
  static SeriesAccount forecasts(SeriesLoad load) {
    return new SeriesAccount(load.run(), "issuedAt", List.of("version"));
  }

  /** Of {@code forecast-scores}, which are those of one forecaster at one time. */
  static SeriesAccount scores(SeriesLoad load) {
    return new SeriesAccount(load.run(), "at", List.of("model", "version", "servedBy"));
  }

  /** Takes a record in if it is about a series of the run. */
  void read(ConsumerRecord<byte[], byte[]> record) {
    String series = new String(record.key(), UTF_8);
    if (series.startsWith(prefix)) {
      read(series.substring(prefix.length()), new String(record.value(), UTF_8));
    }
  }

  /** Takes a line of a replay in, if it is about a series of the run. */
  void read(String json) {
    String series = tree(json).get("series").asText();
    if (series.startsWith(prefix)) {
      read(series.substring(prefix.length()), json);
    }
  }

  /** What it says of a time and those after it. */
  SeriesAccount since(Instant from) {
    SeriesAccount part =
        new SeriesAccount(prefix.substring(0, prefix.length() - 1), time, identity);
    said.forEach(
        (key, json) -> {
          if (!Instant.parse(key.split("\\|", -1)[1]).isBefore(from)) {
            part.said.put(key, json);
          }
        });
    return part;
  }

  private void read(String series, String json) {
    JsonNode event = tree(json);
    Instant at = Instant.parse(event.get(time).asText());
    String key =
        identity.stream()
            .map(field -> "|" + event.get(field).asText())
            .collect(Collectors.joining("", series + "|" + at, ""));
    String anonymous = json.replace("\"" + prefix + series + "\"", "\"" + series + "\"");
    doubled += said.put(key, anonymous) == null ? 0 : 1;
    Instant before = last.get(series);
    outOfOrder += before != null && before.isAfter(at) ? 1 : 0;
    gaps += before != null && before.plus(SeriesLoad.STEP).isBefore(at) ? 1 : 0;
    last.put(series, at);
  }

  static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int size() {
    return said.size();
  }

  /** Whether every series of the load has been told of up to its step in an event. */
  boolean isThrough(SeriesLoad load, int events) {
    for (int number = Math.max(0, events - load.series()); number < events; number++) {
      Instant until = SeriesLoad.at(load.step(number));
      Instant told = last.get(Integer.toString(load.index(number)));
      if (told == null || told.isBefore(until)) {
        return false;
      }
    }
    return true;
  }

  /** JSON by identity, without the run's name. */
  Map<String, String> said() {
    return said;
  }

  int doubled() {
    return doubled;
  }

  int outOfOrder() {
    return outOfOrder;
  }

  /** How often a series was told of without its step before. */
  int gaps() {
    return gaps;
  }
}
