package io.millrace.ingest.source;

import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The messages of an MQTT broker as events. Each is acknowledged after Kafka has acknowledged its
 * event or its rejection; what was sent before a crash and not acknowledged comes again, as the
 * same event if it has an id or a time of its own.
 *
 * <p>Not thread-safe.
 */
final class MqttSource implements Source {

  private static final Logger LOG = Logger.getLogger(MqttSource.class);

  private final MqttServer server;
  private final List<MqttRule> rules;
  private final Delivery delivery;
  private final Pace pace;
  private Instant lastArrival = Instant.EPOCH;
  private boolean subscribed;
  private boolean saidUnasked;

  /**
   * @param rules of several that fit, the first counts
   */
  MqttSource(MqttServer server, List<MqttRule> rules, Delivery delivery, Pace pace) {
    this.server = server;
    this.rules = List.copyOf(rules);
    this.delivery = delivery;
    this.pace = pace;
  }

  @Override
  public String name() {
    return "mqtt";
  }

  @Override
  public void run() throws IOException, InterruptedException {
    // Whoever subscribes gets all retained messages once more.
    try (MqttSession session = MqttSession.open(server, rules, !subscribed)) {
      subscribed = true;
      while (true) {
        take(session.receive());
      }
    }
  }

  private void take(List<Mqtt3Publish> received) throws IOException, InterruptedException {
    List<MqttMessage> messages = new ArrayList<>();
    for (Mqtt3Publish publish : received) {
      message(publish).ifPresent(messages::add);
    }
    delivery.take(messages);
    received.forEach(Mqtt3Publish::acknowledge);
  }

  /** Empty for what only an earlier configuration of this session asked for. */
  private Optional<MqttMessage> message(Mqtt3Publish publish) {
    Optional<MqttRule> rule =
        rules.stream().filter(one -> one.filter().matches(publish.getTopic())).findFirst();
    if (rule.isEmpty() && !saidUnasked) {
      LOG.warnf(
          "%s still sends what no filter asks for, such as %s; it is dropped. Another client-id"
              + " starts without it",
          server, publish.getTopic());
      saidUnasked = true;
    }
    return rule.map(
        one ->
            new MqttMessage(
                one,
                publish.getTopic().toString(),
                publish.getPayloadAsBytes(),
                publish.isRetain(),
                arrival()));
  }

  /** Rises with each message: values of one series at one instant would be one event. */
  private Instant arrival() {
    Instant now = pace.now().truncatedTo(ChronoUnit.MICROS);
    lastArrival = now.isAfter(lastArrival) ? now : lastArrival.plus(1, ChronoUnit.MICROS);
    return lastArrival;
  }
}
