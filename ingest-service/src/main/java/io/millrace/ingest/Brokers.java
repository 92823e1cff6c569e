package io.millrace.ingest;

import io.millrace.events.KafkaKeys;
import io.millrace.events.Topics;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whether the brokers answer and hold the topics that this service writes to. */
@Singleton
public class Brokers {

  static final String KEY = "kafka.bootstrap.servers";

  private static final int ANSWER_MILLIS = 2_000; // a probe must not hang
  private static final List<String> TOPICS =
      List.of(
          Topics.TEXT_EVENTS, Topics.SENSOR_EVENTS, Topics.SERIES_EVENTS, Topics.REJECTED_EVENTS);

  private final String servers;
  private final Map<String, String> connection;
  private final Admin admin;

  Brokers(@ConfigProperty(name = KEY) String servers, Config configuration) {
    this.servers = servers;
    this.connection =
        KafkaKeys.of(
            configuration.getPropertyNames(),
            key -> configuration.getOptionalValue(key, String.class));
    Map<String, Object> settings = new HashMap<>(connection);
    settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "ingest-service-health");
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    settings.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, ANSWER_MILLIS);
    // As for the sink: without a broker, re-bootstrapping clients spin and log.
    settings.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
    this.admin = Admin.create(settings);
  }

  public String servers() {
    return servers;
  }

  /** Where the brokers are and how to talk to them; not to be logged. */
  public Map<String, String> connection() {
    return connection;
  }

  /**
   * Asks the brokers for the topics.
   *
   * @throws ExecutionException if one is missing or no broker answers in time
   */
  void describeTopics() throws ExecutionException, InterruptedException {
    admin
        .describeTopics(TOPICS, new DescribeTopicsOptions().timeoutMs(ANSWER_MILLIS))
        .allTopicNames()
        .get();
  }

  @PreDestroy
  void close() {
    admin.close();
  }
}
