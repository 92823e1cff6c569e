package io.millrace.workbench.broker;

import io.millrace.workbench.up.Ports;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which broker a command talks to. */
public final class BrokerOptions {

  private static final int FAILED = 1;

  private final Function<Map<String, String>, KafkaClients> connect;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "the Kafka broker (default: ${DEFAULT-VALUE})")
  String bootstrap = Ports.STANDARD.bootstrapServers();

  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      defaultValue = "${env:MILLRACE_KAFKA_CONFIG}",
      description =
          "properties for Kafka's clients, such as security.protocol (default: the file that"
              + " MILLRACE_KAFKA_CONFIG names, or none)")
  @Nullable Path kafkaConfig;

  public BrokerOptions() {
    this(BrokerClients::new);
  }

  /**
   * @param connect from what Kafka's clients are told, {@code bootstrap.servers} first, to clients
   */
  public BrokerOptions(Function<Map<String, String>, KafkaClients> connect) {
    this.connect = connect;
  }

  /** {@code host:port} of the broker. */
  public String bootstrap() {
    return bootstrap;
  }

  /** What a command does with the broker; the result is its exit code. */
  @FunctionalInterface
  public interface Action {
    int with(KafkaClients clients);
  }

  /** Does it, or says in one sentence why the broker did not let it. */
  public int attempt(PrintWriter err, Action action) {
    try {
      return action.with(connect.apply(connection()));
    } catch (BrokerException e) {
      err.println("millrace: " + e.getMessage() + " (broker " + bootstrap + ")");
    } catch (KafkaException e) {
      err.println("millrace: " + sentence(e));
    }
    err.flush();
    return FAILED;
  }

  private Map<String, String> connection() {
    Map<String, String> connection = new HashMap<>();
    if (kafkaConfig != null) {
      Properties file = new Properties();
      try (Reader reader = Files.newBufferedReader(kafkaConfig)) {
        file.load(reader);
      } catch (IOException e) {
        throw new BrokerException("--kafka-config " + kafkaConfig + " cannot be read: " + e);
      }
      file.stringPropertyNames().forEach(key -> connection.put(key, file.getProperty(key)));
    }
    connection.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    return connection;
  }

  private String sentence(KafkaException e) {
    if (e instanceof TimeoutException) {
      return "no broker answers at "
          + bootstrap
          + " ("
          + e.getMessage()
          + "); `millrace up` starts one, --bootstrap names another";
    }
    if (e instanceof InterruptException) {
      return "interrupted";
    }
    return e.getCause() instanceof ConfigException wrong
        ? "--bootstrap " + bootstrap + ": " + wrong.getMessage()
        : "broker " + bootstrap + ": " + e.getMessage();
  }
}
