package io.millrace.workbench.up;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** Asks the broker of a run, which may not listen yet. */
record BrokerClient(Admin admin) implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  static BrokerClient of(Ports ports) {
    return new BrokerClient(
        Admin.create(
            Map.of(
                "bootstrap.servers",
                ports.bootstrapServers(),
                // It shall notice when the broker listens.
                "reconnect.backoff.max.ms",
                200,
                "client.id",
                "millrace-up")));
  }

  boolean answers() throws InterruptedException {
    try {
      return !admin
          .describeCluster()
          .nodes()
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .isEmpty();
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
