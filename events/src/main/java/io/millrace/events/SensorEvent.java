package io.millrace.events;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.OptBoolean;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;

/**
 * A frame of samples.
 *
 * @param sensor what measured; the record's key
 * @param at the instant of the first sample
 * @param rateHz samples per second and channel
 * @param channels samples by channel, all of one length; copied when the event is made, and not to
 *     be written to afterwards
 */
public record SensorEvent(
    String id,
    String sensor,
    Instant at,
    double rateHz,
    Map<String, double[]> channels,
    Map<String, String> attributes)
    implements Event {

  public static final int CHANNELS_LIMIT = 64;
  public static final int SAMPLES_LIMIT = 65_536; // a channel

  public SensorEvent {
    Check.name("id", id);
    Check.name("sensor", sensor);
    Check.instant("at", at);
    if (!(Check.finite("rateHz", rateHz) > 0)) {
      throw new InvalidEventException("rateHz", "must be greater than 0, is " + rateHz);
    }
    Check.size(
        "channels", Check.present("channels", channels).size(), 1, CHANNELS_LIMIT, "entries");
    channels =
        Check.entries("channels", channels, (at_, x) -> Check.samples(at_, x, SAMPLES_LIMIT));
    requireEqualLengths(channels);
    attributes = Check.attributes("attributes", attributes);
  }

  private static void requireEqualLengths(Map<String, double[]> channels) {
    int length = channels.values().iterator().next().length;
    channels.forEach(
        (name, samples) -> {
          if (samples.length != length) {
            throw new InvalidEventException(
                "channels." + name,
                "must have " + length + " samples as the first channel, has " + samples.length);
          }
        });
  }

  /** Where events come in, an id may be given to those without. */
  @JsonCreator
  static SensorEvent of(
      @JacksonInject(value = EventReader.ID, useInput = OptBoolean.TRUE) @JsonProperty("id")
          String id,
      @JsonProperty("sensor") String sensor,
      @JsonProperty("at") Instant at,
      @JsonProperty("rateHz") double rateHz,
      @JsonProperty("channels") Map<String, double[]> channels,
      @JsonProperty("attributes") Map<String, String> attributes) {
    return new SensorEvent(id, sensor, at, rateHz, channels, attributes);
  }

  @Override
  public Envelope envelope() {
    return new Envelope(
        Topics.SENSOR_EVENTS,
        sensor,
        id,
        "sensor",
        Envelope.INGEST,
        at,
        Origin.isRecorded(attributes));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SensorEvent that
        && id.equals(that.id)
        && sensor.equals(that.sensor)
        && at.equals(that.at)
        && Double.compare(rateHz, that.rateHz) == 0
        && sameSamples(channels, that.channels)
        && attributes.equals(that.attributes);
  }

  static <K> boolean sameSamples(Map<K, double[]> some, Map<K, double[]> others) {
    return some.keySet().equals(others.keySet())
        && some.keySet().stream().allMatch(k -> Arrays.equals(some.get(k), others.get(k)));
  }

  /** Independent of the order of the channels, as a map's hash is. */
  static <K> int hash(Map<K, double[]> samples) {
    int sum = 0;
    for (Iterator<Map.Entry<K, double[]>> i = samples.entrySet().iterator(); i.hasNext(); ) {
      Map.Entry<K, double[]> entry = i.next();
      sum += entry.getKey().hashCode() ^ Arrays.hashCode(entry.getValue());
    }
    return sum;
  }

  @Override
  public int hashCode() {
    return 31 * (31 * id.hashCode() + sensor.hashCode()) + hash(channels);
  }
}
