package io.millrace.forecast;

import io.millrace.forecast.stream.AbandonedTransactions;
import io.millrace.releases.topics.KafkaConnection;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.processor.TaskId;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * While partitions change hands, ends the transactions of instances that are gone, so that their
 * series are forecast, and seen to be, before the broker would have ended them.
 */
@ApplicationScoped
class TakenOver {

  private static final Logger LOG = Logger.getLogger(TakenOver.class);
  private static final long PACE = 1_000; // ms between two looks at the stream's state
  private static final int REQUEST_TIMEOUT = 5_000; // ms

  private final KafkaStreams streams;
  private final String application;
  private final Map<String, Object> connection;
  private final AbandonedTransactions abandoned;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread created = new Thread(work, "abandoned-transactions");
            created.setDaemon(true);
            return created;
          });
  private Set<TaskId> held = Set.of(); // when it was last looked after

  TakenOver(
      KafkaStreams streams,
      @ConfigProperty(name = "quarkus.kafka-streams.application-id") String application,
      Config configuration) {
    this.streams = streams;
    this.application = application;
    this.connection = new HashMap<>(KafkaConnection.of(configuration));
    this.connection.put(CommonClientConfigs.CLIENT_ID_CONFIG, "abandoned-transactions");
    this.connection.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT);
    this.connection.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT);
    this.abandoned = new AbandonedTransactions(application);
  }

  void start(@Observes StartupEvent started) {
    var unused = thread.scheduleWithFixedDelay(this::look, PACE, PACE, TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent stopping) {
    thread.shutdownNow();
  }

  /**
   * Again whenever it runs and holds other tasks than before: partitions may change hands between
   * two looks, and the last to go may have gone while they did.
   */
  private void look() {
    KafkaStreams.State state = streams.state();
    if (state == KafkaStreams.State.REBALANCING) {
      held = Set.of();
      end();
    } else if (state == KafkaStreams.State.RUNNING) {
      Set<TaskId> now = tasks();
      if (!now.equals(held) && end()) {
        held = now;
      }
    }
  }

  private Set<TaskId> tasks() {
    try {
      return streams.metadataForLocalThreads().stream()
          .flatMap(each -> each.activeTasks().stream())
          .map(TaskMetadata::taskId)
          .collect(Collectors.toUnmodifiableSet());
    } catch (IllegalStateException stopsJustNow) {
      return held;
    }
  }

  /** Whether it is known that none is left. */
  private boolean end() {
    try (Admin admin = Admin.create(connection)) {
      List<String> ids = abandoned.among(open(admin), clients(admin));
      if (!ids.isEmpty()) {
        LOG.infof("ending the transactions of instances that are gone: %s", ids);
        admin.fenceProducers(ids).all().get();
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | RuntimeException e) {
      LOG.warnf("transactions of instances that are gone stay open for now: %s", e.getMessage());
      return false;
    }
  }

  private static List<String> open(Admin admin) throws ExecutionException, InterruptedException {
    ListTransactionsOptions ongoing =
        new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING));
    return admin.listTransactions(ongoing).all().get().stream()
        .map(TransactionListing::transactionalId)
        .toList();
  }

  private List<String> clients(Admin admin) throws ExecutionException, InterruptedException {
    ConsumerGroupDescription group =
        Objects.requireNonNull(
            admin.describeConsumerGroups(Set.of(application)).all().get().get(application));
    return group.members().stream().map(MemberDescription::clientId).toList();
  }
}
