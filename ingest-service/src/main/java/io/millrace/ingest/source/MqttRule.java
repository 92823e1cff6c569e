package io.millrace.ingest.source;

import com.hivemq.client.mqtt.datatypes.MqttTopicFilter;
import io.millrace.ingest.EventKind;
import io.millrace.ingest.source.MqttConfig.Payload;
import java.util.Optional;

/** What the messages of the topics under a filter are. */
record MqttRule(MqttTopicFilter filter, EventKind kind, MqttPayload payload) {

  /**
   * @throws IllegalArgumentException naming the key that is missing or wrong
   */
  static MqttRule of(MqttConfig.Topic config, Keys keys) {
    MqttTopicFilter filter = keys.parsed("filter", () -> MqttTopicFilter.of(config.filter()));
    return new MqttRule(filter, config.kind(), payload(config, levels(filter), keys));
  }

  private static MqttPayload payload(MqttConfig.Topic config, int levels, Keys keys) {
    Optional<LevelTemplate> key = template("key", config.key(), levels, keys);
    Optional<LevelTemplate> variate = template("variate", config.variate(), levels, keys);
    if (config.payload() == Payload.EVENT) {
      keys.require(variate.isEmpty(), "variate", "is of numbers only; the payload is an event");
      return new EventPayload(config.kind(), key);
    }
    keys.require(config.kind() == EventKind.SERIES, "kind", "must be series for a number");
    return new NumberPayload(
        keys.present(key, "key", "must name the series of a number, such as {2}"),
        keys.present(variate, "variate", "must name the variate of a number, such as {3}"));
  }

  private static Optional<LevelTemplate> template(
      String name, Optional<String> text, int levels, Keys keys) {
    Optional<LevelTemplate> template = text.map(LevelTemplate::new);
    template.ifPresent(
        found ->
            keys.require(
                found.levels() <= levels && !found.startsAtZero(),
                name,
                "must name levels from {1} to {" + levels + "}, is " + found.text()));
    return template;
  }

  /** Those that every topic under the filter has. */
  private static int levels(MqttTopicFilter filter) {
    return filter.getLevels().size() - (filter.containsMultiLevelWildcard() ? 1 : 0);
  }
}
