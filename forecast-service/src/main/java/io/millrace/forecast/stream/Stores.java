package io.millrace.forecast.stream;

import io.millrace.events.Alert;
import io.millrace.events.Event;
import io.millrace.events.Forecast;
import io.millrace.events.ForecastDecision;
import io.millrace.forecasting.History;
import io.millrace.forecasting.Ledger;
import io.millrace.forecasting.alert.AlertStates;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** The state of a partition's series. Values are binary with a version byte, or event JSON. */
public record Stores(
    KeyValueStore<String, History> histories,
    KeyValueStore<String, DueSteps> due,
    KeyValueStore<String, Ledger> ledgers,
    KeyValueStore<String, AlertStates> alerts,
    KeyValueStore<String, Long> seen,
    KeyValueStore<String, byte[]> latestForecasts,
    KeyValueStore<String, Trail> alertChanges,
    KeyValueStore<String, Trail> decisions)
    implements Keeping {

  public static final String HISTORIES = "histories";
  public static final String DUE = "due-steps";
  public static final String LEDGERS = "ledgers";
  public static final String ALERTS = "alerts-by-series";
  public static final String SEEN = "seen";
  public static final String LATEST_FORECASTS = "latest-forecasts";
  public static final String ALERT_CHANGES = "alert-changes";
  public static final String DECISIONS = "latest-decisions";
  public static final String LABEL_ALERTS = "alerts-by-source";
  public static final String LABEL_ALERT_CHANGES = "label-alert-changes";

  /** Small segments, so that compaction keeps a changelog near the size of its state. */
  private static final Map<String, String> CHANGELOG =
      Map.of(
          "segment.bytes", Integer.toString(16 << 20),
          "min.cleanable.dirty.ratio", "0.2",
          "max.message.bytes", Integer.toString(4 << 20));

  static Stores of(ProcessorContext<byte[], byte[]> context) {
    return new Stores(
        context.getStateStore(HISTORIES),
        context.getStateStore(DUE),
        context.getStateStore(LEDGERS),
        context.getStateStore(ALERTS),
        context.getStateStore(SEEN),
        context.getStateStore(LATEST_FORECASTS),
        context.getStateStore(ALERT_CHANGES),
        context.getStateStore(DECISIONS));
  }

  /**
   * @param supplier of a store by its name: persistent, or in memory for tests
   */
  public static List<StoreBuilder<?>> builders(
      Function<String, KeyValueBytesStoreSupplier> supplier) {
    return List.of(
        builder(supplier.apply(HISTORIES), History::toBytes, History::fromBytes),
        builder(supplier.apply(DUE), DueSteps::toBytes, DueSteps::fromBytes),
        builder(supplier.apply(LEDGERS), Ledger::toBytes, Ledger::fromBytes),
        builder(supplier.apply(ALERTS), AlertStates::toBytes, AlertStates::fromBytes),
        builder(supplier.apply(SEEN), Stores::bytes, Stores::number),
        builder(
            supplier.apply(LATEST_FORECASTS),
            Function.<byte[]>identity(),
            Function.<byte[]>identity()),
        builder(supplier.apply(ALERT_CHANGES), Trail::toBytes, Trail::fromBytes),
        builder(supplier.apply(DECISIONS), Trail::toBytes, Trail::fromBytes));
  }

  @Override
  public void keep(Event event, byte[] json) {
    if (event instanceof Forecast forecast) {
      latestForecasts.put(forecast.series(), json);
    } else if (event instanceof Alert alert) {
      add(alertChanges, alertKey(alert.rule(), alert.key()), json);
    } else if (event instanceof ForecastDecision decision) {
      add(decisions, decision.series(), json);
    }
  }

  static void add(KeyValueStore<String, Trail> trails, String key, byte[] json) {
    Trail before = trails.get(key);
    trails.put(key, (before == null ? Trail.NONE : before).with(json));
  }

  /** Under which the changes of an alert are kept. */
  public static String alertKey(String rule, String key) {
    return rule + "|" + key;
  }

  /** All but what was told of its alerts. */
  void forget(String series) {
    histories.delete(series);
    due.delete(series);
    ledgers.delete(series);
    alerts.delete(series);
    decisions.delete(series);
    seen.delete(series);
    latestForecasts.delete(series);
  }

  private static byte[] bytes(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  private static long number(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getLong();
  }

  /** Cached: a series that changes many times in a transaction is written once at its end. */
  static <V> StoreBuilder<KeyValueStore<String, V>> builder(
      KeyValueBytesStoreSupplier supplier, Function<V, byte[]> write, Function<byte[], V> read) {
    return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
            supplier, Serdes.String(), serde(write, read))
        .withCachingEnabled()
        .withLoggingEnabled(CHANGELOG);
  }

  @SuppressWarnings("NullAway") // Kafka hands null for what is absent and expects null back
  private static <V> Serde<V> serde(Function<V, byte[]> write, Function<byte[], V> read) {
    return Serdes.serdeFrom(
        (topic, value) -> value == null ? null : write.apply(value),
        (topic, bytes) -> bytes == null ? null : read.apply(bytes));
  }
}
