package io.millrace.forecast.http;

import io.millrace.forecast.stream.Stores;
import io.millrace.forecasting.History;
import io.millrace.forecasting.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ServiceUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The stream's stores, for reading. One instance holds every partition. */
@ApplicationScoped
class SeriesView {

  private final KafkaStreams streams;

  SeriesView(KafkaStreams streams) {
    this.streams = streams;
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

  /** The last change of each rule and key, as event JSON. */
  List<byte[]> alerts() {
    List<byte[]> alerts = new ArrayList<>();
    this.<byte[]>each(Stores.LATEST_ALERTS, (key, json) -> alerts.add(json));
    return alerts;
  }

  void histories(BiConsumer<String, History> reader) {
    each(Stores.HISTORIES, reader);
  }

  private <V> Optional<V> one(String name, String key) {
    try {
      return Optional.ofNullable(this.<V>store(name).get(key));
    } catch (InvalidStateStoreException moved) {
      throw unavailable();
    }
  }

  private <V> void each(String name, BiConsumer<String, V> reader) {
    try (KeyValueIterator<String, V> all = this.<V>store(name).all()) {
      all.forEachRemaining(entry -> reader.accept(entry.key, entry.value));
    } catch (InvalidStateStoreException moved) {
      throw unavailable();
    }
  }

  private <V> ReadOnlyKeyValueStore<String, V> store(String name) {
    return streams.store(
        StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.keyValueStore()));
  }

  private ServiceUnavailableException unavailable() {
    return new ServiceUnavailableException("the stream is " + streams.state() + ", try again", 1L);
  }
}
