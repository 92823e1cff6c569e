package io.millrace.workbench.broker;

import io.millrace.workbench.up.Ports;
import java.io.PrintWriter;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import picocli.CommandLine.Option;

/** Which broker a command talks to. */
public final class BrokerOptions {

  private static final int FAILED = 1;

  private final Function<String, KafkaClients> connect;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "the Kafka broker (default: ${DEFAULT-VALUE})")
  String bootstrap = Ports.STANDARD.bootstrapServers();

  public BrokerOptions() {
    this(BrokerClients::new);
  }

  /**
   * @param connect from {@code host:port} to its clients
   */
  public BrokerOptions(Function<String, KafkaClients> connect) {
    this.connect = connect;
  }

  /** What a command does with the broker; the result is its exit code. */
  @FunctionalInterface
  public interface Action {
    int with(KafkaClients clients);
  }

  /** Does it, or says in one sentence why the broker did not let it. */
  public int attempt(PrintWriter err, Action action) {
    try {
      return action.with(connect.apply(bootstrap));
    } catch (BrokerException e) {
      err.println("millrace: " + e.getMessage() + " (broker " + bootstrap + ")");
    } catch (KafkaException e) {
      err.println("millrace: " + sentence(e));
    }
    err.flush();
    return FAILED;
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
