package io.millrace.ingest.source;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient.Mqtt3Publishes;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscribe;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscription;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A connection to an MQTT broker within the session that the broker keeps. Messages are taken when
 * they are asked for; the broker sends again what was not acknowledged when the connection ends.
 *
 * <p>Not thread-safe.
 */
final class MqttSession implements Closeable {

  private static final int PATIENCE_SECONDS = 30;
  private static final int BATCH = 500; // messages
  private static final int BATCH_BYTES = 4_000_000;

  private final MqttServer server;
  private final Mqtt3AsyncClient client;
  private final Mqtt3Publishes publishes;

  /** Takes messages from the first one on: those of the session arrive as soon as it connects. */
  private MqttSession(MqttServer server) {
    this.server = server;
    this.client = server.client();
    this.publishes = client.toBlocking().publishes(MqttGlobalPublishFilter.ALL, true);
  }

  /**
   * Connects, and subscribes unless the broker has kept the session.
   *
   * @param anew subscribes even so: the filters may be others than before
   * @throws IOException if the broker does not let us
   */
  static MqttSession open(MqttServer server, List<MqttRule> rules, boolean anew)
      throws IOException, InterruptedException {
    MqttSession session = new MqttSession(server);
    try {
      boolean kept = session.await(session.client.connect(server.connect())).isSessionPresent();
      if (anew || !kept) {
        session.await(session.client.subscribe(subscribe(rules)));
      }
      return session;
    } catch (IOException | InterruptedException failure) {
      session.close();
      throw failure;
    }
  }

  private static Mqtt3Subscribe subscribe(List<MqttRule> rules) {
    return Mqtt3Subscribe.builder()
        .addSubscriptions(rules.stream().map(MqttSession::subscription).toList())
        .build();
  }

  private static Mqtt3Subscription subscription(MqttRule rule) {
    return Mqtt3Subscription.builder()
        .topicFilter(rule.filter())
        .qos(MqttQos.AT_LEAST_ONCE)
        .build();
  }

  private <T> T await(CompletableFuture<T> answer) throws IOException, InterruptedException {
    try {
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException refused) {
      Throwable cause = refused.getCause();
      throw new IOException(
          server + ": " + (cause == null ? refused : cause).getMessage(), refused);
    } catch (TimeoutException silent) {
      throw new IOException(server + " did not answer in " + PATIENCE_SECONDS + " s", silent);
    }
  }

  /**
   * What has arrived; waits up to a second for the first message.
   *
   * @throws IOException if there is none and the connection is lost
   */
  List<Mqtt3Publish> receive() throws IOException, InterruptedException {
    List<Mqtt3Publish> received = new ArrayList<>();
    int bytes = 0;
    Optional<Mqtt3Publish> next = publishes.receive(1, TimeUnit.SECONDS);
    while (next.isPresent()) {
      received.add(next.get());
      bytes += next.get().getPayload().map(payload -> payload.remaining()).orElse(0);
      boolean full = received.size() >= BATCH || bytes >= BATCH_BYTES;
      next = full ? Optional.empty() : publishes.receiveNow();
    }
    if (received.isEmpty() && !client.getState().isConnected()) {
      throw new IOException("the connection to " + server + " was lost");
    }
    return received;
  }

  @Override
  public void close() {
    publishes.close();
    if (client.getState().isConnected()) {
      client.disconnect(); // without waiting: a broker that is gone does not answer
    }
  }
}
