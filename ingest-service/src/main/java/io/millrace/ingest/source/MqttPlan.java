package io.millrace.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.mqtt3.message.auth.Mqtt3SimpleAuth;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The source that a configuration of MQTT asks for. */
record MqttPlan(MqttConfig config, Keys keys) {

  /**
   * @throws IllegalArgumentException naming the key that is missing or wrong
   */
  Source source(Delivery delivery, Pace pace) {
    keys.require(!config.topics().isEmpty(), "topics", "must have one");
    return new MqttSource(server(), rules(), delivery, pace);
  }

  MqttServer server() {
    String address = keys.present(config.server(), "server", "must be tcp://host:port or ssl://…");
    keys.require(
        config.user().isPresent() || config.password().isEmpty(),
        "user",
        "must go with a password");
    keys.require(!config.clientId().isBlank(), "client-id", "must name the session");
    return keys.parsed(
        "server", () -> new MqttServer(URI.create(address), config.clientId(), login()));
  }

  private List<MqttRule> rules() {
    return new TreeMap<>(config.topics())
        .entrySet().stream()
            .map(topic -> MqttRule.of(topic.getValue(), keys.under("topics").under(topic.getKey())))
            .toList();
  }

  private Optional<Mqtt3SimpleAuth> login() {
    return config
        .user()
        .map(
            user -> {
              var login = Mqtt3SimpleAuth.builder().username(user);
              return config
                  .password()
                  .map(password -> login.password(password.getBytes(UTF_8)))
                  .orElse(login)
                  .build();
            });
  }
}
