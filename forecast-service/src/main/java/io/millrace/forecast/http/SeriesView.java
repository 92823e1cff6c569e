package io.millrace.forecast.http;

import io.millrace.events.Topics;
import io.millrace.forecast.stream.Stores;
import io.millrace.forecast.stream.Trail;
import io.millrace.forecasting.History;
import io.millrace.forecasting.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ServiceUnavailableException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The stores of this instance's partitions, for reading; copies of other instances' partitions can
 * be read too. Who asks for a key or names partitions has made sure that they are meant.
 */
@ApplicationScoped
class SeriesView {

  private final KafkaStreams streams;
  private final SeriesNames names;

  SeriesView(KafkaStreams streams) {
    this.streams = streams;
    names = new SeriesNames(this::storedNames, Clock.systemUTC());
  }

  /**
   * Sorted.
   *
   * @param part of the name, in any case; empty: all
   */
  List<String> names(Set<TopicPartition> partitions, String part) {
    return names.with(Placement.ofSeries(partitions), part);
  }

  Optional<History> history(String series) {
    return one(Stores.HISTORIES, series);
  }

  Optional<Ledger> ledger(String series) {
    return one(Stores.LEDGERS, series);
  }

  /** Event JSON, as it went onto the topic. */
  Optional<byte[]> forecast(String series) {
    return one(Stores.LATEST_FORECASTS, series);
  }

  /** What was told of each rule and key, as event JSON, the latest last. */
  List<Trail> alerts(Set<TopicPartition> partitions) {
    List<Trail> alerts = new ArrayList<>();
    for (TopicPartition each : partitions) {
      String store =
          each.topic().equals(Topics.SERIES_EVENTS)
              ? Stores.ALERT_CHANGES
              : Stores.LABEL_ALERT_CHANGES;
      this.<Trail>each(store, each.partition(), (key, trail) -> alerts.add(trail));
    }
    return alerts;
  }

  /** The last decisions about a series, as event JSON, the latest last. */
  List<byte[]> decisions(String series) {
    return this.<Trail>one(Stores.DECISIONS, series).orElse(Trail.NONE).events();
  }

  /** The last decisions about each series. */
  List<byte[]> decisions(Set<TopicPartition> partitions) {
    List<byte[]> decisions = new ArrayList<>();
    for (int partition : Placement.ofSeries(partitions)) {
      this.<Trail>each(
          Stores.DECISIONS, partition, (series, trail) -> decisions.addAll(trail.events()));
    }
    return decisions;
  }

  private List<String> storedNames(Set<Integer> partitions) {
    TreeSet<String> names = new TreeSet<>();
    for (int partition : partitions) {
      names.addAll(
          available(
              () ->
                  streams.store(of(Stores.HISTORIES, new StoredNames()).withPartition(partition))));
    }
    return List.copyOf(names);
  }

  private <V> Optional<V> one(String name, String key) {
    return available(() -> Optional.ofNullable(store(SeriesView.<V>of(name)).get(key)));
  }

  private <V> void each(String name, int partition, BiConsumer<String, V> reader) {
    available(
        () -> {
          try (KeyValueIterator<String, V> all =
              store(SeriesView.<V>of(name).withPartition(partition)).all()) {
            all.forEachRemaining(entry -> reader.accept(entry.key, entry.value));
          }
          return name;
        });
  }

  private <V> ReadOnlyKeyValueStore<String, V> store(
      StoreQueryParameters<ReadOnlyKeyValueStore<String, V>> parameters) {
    return streams.store(parameters);
  }

  private static <V> StoreQueryParameters<ReadOnlyKeyValueStore<String, V>> of(String name) {
    return of(name, QueryableStoreTypes.<String, V>keyValueStore());
  }

  /** While partitions move, too: who asks says that the answer may be behind. */
  private static <T> StoreQueryParameters<T> of(String name, QueryableStoreType<T> type) {
    return StoreQueryParameters.fromNameAndType(name, type).enableStaleStores();
  }

  /** Stores move with their partitions, and before the start there are none. */
  private <R> R available(Supplier<R> read) {
    try {
      return read.get();
    } catch (InvalidStateStoreException moved) {
      throw new ServiceUnavailableException("the stream is " + streams.state() + ", try again", 1L);
    }
  }
}
