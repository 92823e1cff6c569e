package io.millrace.inference;

import io.millrace.inference.batch.HandledBatch;
import io.millrace.inference.loop.Gate;
import io.millrace.inference.loop.KafkaClientFactory;
import io.millrace.inference.loop.KafkaClientFactory.Start;
import io.millrace.inference.loop.LoopListener;
import io.millrace.inference.loop.LoopSettings;
import io.millrace.inference.loop.RecordHandler;
import io.millrace.inference.loop.TransactionalLoop;
import io.millrace.releases.topics.Backoff;
import java.time.Duration;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Makes loops as this process needs them.
 *
 * @param connection the keys {@code kafka.*}
 * @param instance names this process among its like
 */
record LoopMaker(
    Map<String, String> connection, String instance, LoopSettings settings, Gate gate) {

  static final String GROUP = "inference-service";

  private static final Duration FIRST_DELAY = Duration.ofMillis(100);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(5);

  LoopMaker {
    connection = Map.copyOf(connection);
  }

  static Backoff backoff() {
    return new Backoff(FIRST_DELAY, LONGEST_DELAY);
  }

  /**
   * @param channel tells apart those of one topic and process
   * @param logger last part of its log's name
   */
  TransactionalLoop<HandledBatch> serving(
      String topic,
      int channel,
      RecordHandler<HandledBatch> handler,
      LoopListener<HandledBatch> listener,
      String logger) {
    String name = "%s-%s-%s-%d".formatted(GROUP, topic, instance, channel);
    return make(topic, clients(GROUP, Start.EARLIEST, name), handler, listener, logger);
  }

  /**
   * @param release tells it from earlier shadows, which left off elsewhere
   */
  TransactionalLoop<HandledBatch> shadow(
      String topic,
      String release,
      RecordHandler<HandledBatch> handler,
      LoopListener<HandledBatch> listener) {
    String group = GROUP + "-shadow-" + release;
    String name = group + "-" + instance;
    return make(topic, clients(group, Start.LATEST, name), handler, listener, "on-shadow");
  }

  private KafkaClientFactory clients(String group, Start start, String name) {
    return new KafkaClientFactory(connection, group, start, name, settings.records());
  }

  private TransactionalLoop<HandledBatch> make(
      String topic,
      KafkaClientFactory clients,
      RecordHandler<HandledBatch> handler,
      LoopListener<HandledBatch> listener,
      String logger) {
    return new TransactionalLoop<>(
        topic,
        clients,
        handler,
        settings,
        gate,
        backoff(),
        listener,
        Logger.getLogger("io.millrace.inference." + logger));
  }
}
