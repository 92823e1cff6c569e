package io.millrace.broker;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * A Kafka broker of one node, running.
 *
 * <p>It takes connections when {@link #start} returns and keeps its data when it is closed.
 */
public final class Broker implements AutoCloseable {

  private final BrokerSettings settings;
  private final KafkaRaftServer server;

  private Broker(BrokerSettings settings, KafkaRaftServer server) {
    this.settings = settings;
    this.server = server;
  }

  /**
   * Formats the data folder if it is empty and starts.
   *
   * @throws BrokerException if a port is taken or the data folder isn't ours
   */
  public static Broker start(BrokerSettings wanted) {
    BrokerSettings settings = Ports.settled(wanted.at(wanted.data().toAbsolutePath().normalize()));
    new Storage(settings.data(), settings.security()).prepare();
    KafkaConfig configuration = new KafkaConfig(BrokerConfiguration.of(settings));
    return new Broker(settings, started(configuration));
  }

  /** What clients put into {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return settings.host() + ":" + settings.port();
  }

  /**
   * The same for clients that show a certificate.
   *
   * @throws IllegalStateException if it is open to anybody
   */
  public String certificateBootstrapServers() {
    int port =
        settings
            .security()
            .map(BrokerSecurity::certificatePort)
            .orElseThrow(() -> new IllegalStateException("the broker asks for no certificates"));
    return settings.host() + ":" + port;
  }

  /** Returns when the broker has stopped. */
  public void awaitShutdown() {
    server.awaitShutdown();
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static KafkaRaftServer started(KafkaConfig configuration) {
    KafkaRaftServer server = new KafkaRaftServer(configuration, Time.SYSTEM);
    try {
      server.startup();
      return server;
    } catch (RuntimeException e) {
      server.shutdown();
      throw new BrokerException("Kafka did not start: " + e.getMessage(), e);
    }
  }
}
