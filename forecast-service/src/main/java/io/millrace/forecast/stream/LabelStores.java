package io.millrace.forecast.stream;

import io.millrace.events.Alert;
import io.millrace.events.Event;
import io.millrace.forecasting.alert.AlertStates;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** The alerts of a partition's sources. */
record LabelStores(
    KeyValueStore<String, AlertStates> alerts, KeyValueStore<String, Trail> alertChanges)
    implements Keeping {

  static LabelStores of(ProcessorContext<byte[], byte[]> context) {
    return new LabelStores(
        context.getStateStore(Stores.LABEL_ALERTS),
        context.getStateStore(Stores.LABEL_ALERT_CHANGES));
  }

  /**
   * @param supplier of a store by its name: persistent, or in memory for tests
   */
  static List<StoreBuilder<?>> builders(Function<String, KeyValueBytesStoreSupplier> supplier) {
    return List.of(
        Stores.builder(
            supplier.apply(Stores.LABEL_ALERTS), AlertStates::toBytes, AlertStates::fromBytes),
        Stores.builder(
            supplier.apply(Stores.LABEL_ALERT_CHANGES), Trail::toBytes, Trail::fromBytes));
  }

  @Override
  public void keep(Event event, byte[] json) {
    if (event instanceof Alert alert) {
      Stores.add(alertChanges, Stores.alertKey(alert.rule(), alert.key()), json);
    }
  }
}
