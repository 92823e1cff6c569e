package io.millrace.forecast.http;

import io.millrace.events.Topics;
import io.millrace.forecast.stream.Stores;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.RedirectionException;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;

/** Which instance holds which series: the one that reads its partition. */
@ApplicationScoped
class Placement {

  /** Stands for every instance that has no {@code millrace.advertised}; Streams wants some name. */
  static final String UNADVERTISED = "unadvertised";

  private static final int MISDIRECTED = 421; // RFC 9110

  private final KafkaStreams streams;

  Placement(KafkaStreams streams) {
    this.streams = streams;
  }

  /**
   * @param partitions of {@code series-events} whose series are here
   * @param of so many
   */
  record Coverage(Set<Integer> partitions, int of) {}

  /** What this instance answers for. */
  Coverage coverage() {
    try {
      int all =
          streams.metadataForAllStreamsClients().stream()
              .map(StreamsMetadata::topicPartitions)
              .flatMap(Placement::seriesPartitions)
              .mapToInt(partition -> partition + 1)
              .max()
              .orElse(0);
      return new Coverage(here(), all);
    } catch (IllegalStateException | InvalidStateStoreException notYet) {
      throw unavailable();
    }
  }

  /**
   * Returns if the series' state is here, or would be.
   *
   * @throws WebApplicationException if another instance holds it: a redirection there, or 421 if
   *     nobody knows how to reach it
   */
  void requireHere(String series, URI asked) {
    KeyQueryMetadata key;
    Set<Integer> here;
    try {
      key = streams.queryMetadataForKey(Stores.HISTORIES, series, Serdes.String().serializer());
      here = here();
    } catch (IllegalStateException | InvalidStateStoreException notYet) {
      throw unavailable();
    }
    if (key.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
      throw unavailable();
    }
    if (!here.contains(key.partition())) {
      throw elsewhere(series, key.partition(), key.activeHost(), asked);
    }
  }

  static WebApplicationException elsewhere(
      String series, int partition, HostInfo holder, URI asked) {
    if (holder.equals(HostInfo.unavailable()) || holder.host().equals(UNADVERTISED)) {
      return new WebApplicationException(
          "%s is of partition %d, which another instance holds; it can be named only if its"
                  .formatted(series, partition)
              + " millrace.advertised is set",
          Response.status(MISDIRECTED, "Misdirected Request").build());
    }
    URI there = UriBuilder.fromUri(asked).host(holder.host()).port(holder.port()).build();
    return new RedirectionException(
        series + " is at " + there, Response.Status.TEMPORARY_REDIRECT, there);
  }

  private Set<Integer> here() {
    return streams.metadataForLocalThreads().stream()
        .flatMap(thread -> thread.activeTasks().stream())
        .flatMap(task -> seriesPartitions(task.topicPartitions()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<Integer> seriesPartitions(Set<TopicPartition> partitions) {
    return partitions.stream()
        .filter(partition -> partition.topic().equals(Topics.SERIES_EVENTS))
        .map(TopicPartition::partition);
  }

  private ServiceUnavailableException unavailable() {
    return new ServiceUnavailableException("the stream is " + streams.state() + ", try again", 1L);
  }
}
