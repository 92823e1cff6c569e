package io.millrace.forecast.http;

import io.millrace.events.Topics;
import io.millrace.forecast.ForecastSettings;
import io.millrace.forecast.stream.Stores;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ServiceUnavailableException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.internals.StreamThread;
import org.apache.kafka.streams.state.HostInfo;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Which instance holds which series: the one that reads its partition. */
@ApplicationScoped
class Placement {

  /** Stands for every instance that has no {@code millrace.advertised}; Streams wants some name. */
  static final String UNADVERTISED = "unadvertised";

  /** Their keys have state. */
  private static final Set<String> SOURCES = Set.of(Topics.SERIES_EVENTS, Topics.INFERENCES);

  private final KafkaStreams streams;
  private final long acceptableLag;
  private final Optional<HostInfo> own;

  Placement(
      KafkaStreams streams,
      ForecastSettings settings,
      @ConfigProperty(name = "kafka-streams.acceptable.recovery.lag") long acceptableLag) {
    this.streams = streams;
    this.acceptableLag = acceptableLag;
    this.own = settings.advertised().map(HostInfo::buildFromEndpoint);
  }

  /** Of {@code series-events} and {@code inferences}, all that some instance reads. */
  Set<TopicPartition> all() {
    return known(
        () ->
            SOURCES.stream()
                .flatMap(
                    topic ->
                        IntStream.range(0, partitions(topic))
                            .mapToObj(partition -> new TopicPartition(topic, partition)))
                .collect(Collectors.toUnmodifiableSet()));
  }

  private int partitions(String topic) {
    return streams.metadataForAllStreamsClients().stream()
        .map(StreamsMetadata::topicPartitions)
        .flatMap(Collection::stream)
        .filter(partition -> partition.topic().equals(topic))
        .mapToInt(partition -> partition.partition() + 1)
        .max()
        .orElse(0);
  }

  /** The other instances that can be asked. */
  Set<HostInfo> others() {
    return known(
        () ->
            streams.metadataForAllStreamsClients().stream()
                .map(StreamsMetadata::hostInfo)
                .filter(Placement::isNamed)
                .filter(host -> !isOwn(host))
                .collect(Collectors.toUnmodifiableSet()));
  }

  private boolean isOwn(HostInfo host) {
    return own.filter(host::equals).isPresent();
  }

  private static boolean isNamed(HostInfo host) {
    return !host.host().equals(UNADVERTISED) && !host.equals(HostInfo.unavailable());
  }

  /** Whether instances can be told apart: this one has a name. */
  boolean isAdvertised() {
    return own.isPresent();
  }

  /** What this instance reads. */
  Set<TopicPartition> active() {
    return known(() -> here(ThreadMetadata::activeTasks));
  }

  /** What it only keeps copies of, whole or not yet, for the case that another instance goes. */
  Set<TopicPartition> standby() {
    return known(() -> here(ThreadMetadata::standbyTasks));
  }

  /** What it reads or keeps whole copies of; those that are still being made do not count. */
  Set<TopicPartition> held() {
    Set<TopicPartition> held = new HashSet<>(active());
    held.addAll(wholeCopies());
    return Set.copyOf(held);
  }

  /** Whether a series of this partition can be answered for out of a copy here. */
  boolean hasWholeCopy(int partition) {
    return wholeCopies().contains(new TopicPartition(Topics.SERIES_EVENTS, partition));
  }

  private Set<TopicPartition> wholeCopies() {
    Set<TopicPartition> copied = standby();
    if (copied.isEmpty()) {
      return copied;
    }
    CopyLags lags = known(() -> CopyLags.of(streams, acceptableLag));
    return copied.stream().filter(lags::isWhole).collect(Collectors.toUnmodifiableSet());
  }

  /** All that it reads has been taken up. */
  boolean isRestored() {
    return streams.metadataForLocalThreads().stream()
        .filter(thread -> !thread.activeTasks().isEmpty())
        .allMatch(thread -> thread.threadState().equals(StreamThread.State.RUNNING.name()));
  }

  /** Numbers of the partitions of {@code series-events} among some. */
  static Set<Integer> ofSeries(Collection<TopicPartition> partitions) {
    return partitions.stream()
        .filter(partition -> partition.topic().equals(Topics.SERIES_EVENTS))
        .map(TopicPartition::partition)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Who answers for a series.
   *
   * @throws ServiceUnavailableException if nobody knows, as before the start
   */
  Holder of(String series) {
    KeyQueryMetadata key =
        known(
            () ->
                streams.queryMetadataForKey(
                    Stores.HISTORIES, series, Serdes.String().serializer()));
    if (key.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
      throw unavailable();
    }
    TopicPartition partition = new TopicPartition(Topics.SERIES_EVENTS, key.partition());
    if (active().contains(partition)) {
      return new Holder.Here(isRestored());
    }
    Set<HostInfo> standbys = new HashSet<>(key.standbyHosts());
    standbys.removeIf(this::isOwn);
    return new Holder.Elsewhere(
        key.partition(), key.activeHost(), standby().contains(partition), standbys);
  }

  private Set<TopicPartition> here(Function<ThreadMetadata, Set<TaskMetadata>> tasks) {
    return streams.metadataForLocalThreads().stream()
        .flatMap(thread -> tasks.apply(thread).stream())
        .flatMap(Placement::sources)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<TopicPartition> sources(TaskMetadata task) {
    return task.topicPartitions().stream().filter(each -> SOURCES.contains(each.topic()));
  }

  private <T> T known(Supplier<T> look) {
    try {
      return look.get();
    } catch (IllegalStateException | StreamsException notYet) {
      throw unavailable();
    }
  }

  ServiceUnavailableException unavailable() {
    return new ServiceUnavailableException("the stream is " + streams.state() + ", try again", 1L);
  }
}
