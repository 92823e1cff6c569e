package io.millrace.benchmarks;

import io.millrace.events.EventJson;
import io.millrace.events.SensorEvent;
import io.millrace.events.SeriesEvent;
import io.millrace.events.TextEvent;
import io.millrace.events.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A seeded mixture of valid and malformed events of the three kinds, as bytes. */
record MixedEvents(List<Item> items) {

  static final String SERIES = "mixed-series";
  static final int FRAME_LENGTH = 100; // samples a channel, what the contention model takes

  /**
   * @param topic where the event belongs
   * @param key its Kafka key
   * @param bytes its value
   * @param malformation null if the event is valid
   */
  record Item(String topic, String key, byte[] bytes, Malformation malformation) {
    boolean valid() {
      return malformation == null;
    }

    ProducerRecord<byte[], byte[]> record() {
      return new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), bytes);
    }
  }

  /**
   * Half text, a quarter frames, a quarter observations of one series; each malformation as often
   * as the others, spread at random among the valid ones. Observations stay in time order.
   */
  static MixedEvents of(int count, int malformed, String run, Instant start, long seed) {
    Random random = new Random(seed);
    List<Boolean> broken = new ArrayList<>(Collections.nCopies(count - malformed, false));
    broken.addAll(Collections.nCopies(malformed, true));
    Collections.shuffle(broken, random);
    List<Item> items = new ArrayList<>();
    int ways = 0;
    int seconds = 0;
    for (int i = 0; i < count; i++) {
      String id = run + "-" + i;
      if (broken.get(i)) {
        Malformation way = Malformation.values()[ways++ % Malformation.values().length];
        items.add(way.item(id, start));
      } else if (i % 4 == 0) {
        items.add(observation(start.plusSeconds(++seconds), random));
      } else {
        items.add(
            i % 4 == 1 ? frame(id, "mixed", start, random) : text(id, "mixed", start, random));
      }
    }
    return new MixedEvents(items);
  }

  long count(String topic, boolean valid) {
    return items.stream().filter(i -> i.topic().equals(topic) && i.valid() == valid).count();
  }

  static Item text(String id, String source, Instant at, Random random) {
    String text = "request " + random.nextInt(10_000) + " took " + random.nextInt(900) + " ms";
    return new Item(
        Topics.TEXT_EVENTS,
        source,
        EventJson.write(new TextEvent(id, source, at, text, Map.of())),
        null);
  }

  static Item frame(String id, String sensor, Instant at, Random random) {
    Map<String, double[]> channels =
        Map.of("sleep1ms", deviations(random), "sleep5ms", deviations(random));
    return new Item(
        Topics.SENSOR_EVENTS,
        sensor,
        EventJson.write(new SensorEvent(id, sensor, at, 100, channels, Map.of())),
        null);
  }

  static Item observation(Instant at, Random random) {
    return new Item(
        Topics.SERIES_EVENTS,
        SERIES,
        EventJson.write(
            new SeriesEvent(
                SERIES,
                at,
                0,
                SeriesEvent.Kind.OBSERVED,
                Map.of("value", 10 + random.nextGaussian()),
                Map.of())),
        null);
  }

  private static double[] deviations(Random random) {
    return random.doubles(FRAME_LENGTH, 0, 0.2).toArray(); // milliseconds
  }

  /** Ten ways in which an event can be wrong. */
  enum Malformation {
    NOT_JSON(Topics.TEXT_EVENTS, "%1$s is not JSON"),
    TRUNCATED(Topics.SERIES_EVENTS, "{\"series\":\"mixed-series\",\"at\":\"%2$s\",\"values\":{"),
    FIELD_MISSING(Topics.TEXT_EVENTS, "{\"id\":\"%1$s\",\"at\":\"%2$s\",\"text\":\"no source\"}"),
    FIELD_UNKNOWN(
        Topics.TEXT_EVENTS,
        "{\"id\":\"%1$s\",\"source\":\"mixed\",\"at\":\"%2$s\",\"text\":\"a\",\"colour\":\"red\"}"),
    WRONG_TYPE(
        Topics.SERIES_EVENTS,
        "{\"series\":\"mixed-series\",\"at\":\"%2$s\",\"revision\":0,\"kind\":\"observed\","
            + "\"values\":{\"value\":\"warm\"}}"),
    NOT_FINITE(
        Topics.SERIES_EVENTS,
        "{\"series\":\"mixed-series\",\"at\":\"%2$s\",\"revision\":0,\"kind\":\"observed\","
            + "\"values\":{\"value\":NaN}}"),
    TIME_UNREADABLE(
        Topics.TEXT_EVENTS,
        "{\"id\":\"%1$s\",\"source\":\"mixed\",\"at\":\"yesterday\",\"text\":\"a\"}"),
    NOT_UTF8(
        Topics.TEXT_EVENTS,
        "{\"id\":\"%1$s\",\"source\":\"mixed\",\"at\":\"%2$s\",\"text\":\"caf\u00e9\"}"),
    KEY_EMPTY(
        Topics.SENSOR_EVENTS,
        "{\"id\":\"%1$s\",\"sensor\":\"\",\"at\":\"%2$s\",\"rateHz\":100,"
            + "\"channels\":{\"sleep1ms\":[0.1],\"sleep5ms\":[0.1]}}"),
    CHANNELS_RAGGED(
        Topics.SENSOR_EVENTS,
        "{\"id\":\"%1$s\",\"sensor\":\"mixed\",\"at\":\"%2$s\",\"rateHz\":100,"
            + "\"channels\":{\"sleep1ms\":[0.1,0.2],\"sleep5ms\":[0.1]}}");

    private final String topic;
    private final String template;

    Malformation(String topic, String template) {
      this.topic = topic;
      this.template = template;
    }

    Item item(String id, Instant at) {
      // Latin-1 writes é as one byte that no UTF-8 decoder takes; the rest is ASCII.
      byte[] bytes = template.formatted(id, at).getBytes(StandardCharsets.ISO_8859_1);
      String key = topic.equals(Topics.SERIES_EVENTS) ? SERIES : "mixed";
      return new Item(topic, key, bytes, this);
    }
  }
}
