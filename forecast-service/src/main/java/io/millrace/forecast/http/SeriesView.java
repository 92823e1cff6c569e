package io.millrace.forecast.http;

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
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The stores of this instance's partitions, for reading. */
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
  List<String> names(String part) {
    return names.with(part);
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
  List<Trail> alerts() {
    List<Trail> alerts = new ArrayList<>();
    this.<Trail>each(Stores.ALERT_CHANGES, (key, trail) -> alerts.add(trail));
    this.<Trail>each(Stores.LABEL_ALERT_CHANGES, (key, trail) -> alerts.add(trail));
    return alerts;
  }

  /** The last decisions about a series, as event JSON, the latest last. */
  List<byte[]> decisions(String series) {
    return this.<Trail>one(Stores.DECISIONS, series).orElse(Trail.NONE).events();
  }

  /** The last decisions about each series. */
  List<byte[]> decisions() {
    List<byte[]> decisions = new ArrayList<>();
    this.<Trail>each(Stores.DECISIONS, (series, trail) -> decisions.addAll(trail.events()));
    return decisions;
  }

  private List<String> storedNames() {
    return available(
        () ->
            streams.store(
                StoreQueryParameters.fromNameAndType(Stores.HISTORIES, new StoredNames())));
  }

  private <V> Optional<V> one(String name, String key) {
    return available(() -> Optional.ofNullable(this.<V>store(name).get(key)));
  }

  private <V> void each(String name, BiConsumer<String, V> reader) {
    available(
        () -> {
          try (KeyValueIterator<String, V> all = this.<V>store(name).all()) {
            all.forEachRemaining(entry -> reader.accept(entry.key, entry.value));
          }
          return name;
        });
  }

  private <V> ReadOnlyKeyValueStore<String, V> store(String name) {
    return streams.store(
        StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.keyValueStore()));
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
