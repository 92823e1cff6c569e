package io.millrace.forecast.stream;

import io.millrace.events.Topics;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * For series and for labels each: one source, one processor with its stores, a sink for each topic
 * written.
 */
public final class ForecastTopology {

  public static final String SOURCE = "read-series-events";
  public static final String PROCESSOR = "forecast-series";

  public static final String LABEL_SOURCE = "read-inferences";
  public static final String LABEL_PROCESSOR = "count-labels";

  public static final List<String> WRITTEN =
      List.of(
          Topics.FORECASTS,
          Topics.FORECASTS_SHADOW,
          Topics.FORECAST_SCORES,
          Topics.FORECAST_DECISIONS,
          Topics.ALERTS,
          Topics.REJECTED_EVENTS);

  private ForecastTopology() {}

  public static Topology of(ProcessorSupplier<byte[], byte[], byte[], byte[]> processor) {
    return of(
        processor, Stores.builders(org.apache.kafka.streams.state.Stores::persistentKeyValueStore));
  }

  public static Topology of(
      ProcessorSupplier<byte[], byte[], byte[], byte[]> processor, List<StoreBuilder<?>> stores) {
    Topology topology =
        new Topology()
            .addSource(
                SOURCE,
                Serdes.ByteArray().deserializer(),
                Serdes.ByteArray().deserializer(),
                Topics.SERIES_EVENTS)
            .addProcessor(PROCESSOR, processor, SOURCE);
    for (StoreBuilder<?> store : stores) {
      topology.addStateStore(store, PROCESSOR);
    }
    for (String topic : WRITTEN) {
      topology.addSink(
          sink(topic),
          topic,
          Serdes.ByteArray().serializer(),
          Serdes.ByteArray().serializer(),
          PROCESSOR);
    }
    return topology;
  }

  /** Beside the series, the labels of sources: a part of its own, with its own tasks. */
  public static Topology withLabels(
      Topology topology, ProcessorSupplier<byte[], byte[], byte[], byte[]> processor) {
    return withLabels(
        topology,
        processor,
        LabelStores.builders(org.apache.kafka.streams.state.Stores::persistentKeyValueStore));
  }

  static Topology withLabels(
      Topology topology,
      ProcessorSupplier<byte[], byte[], byte[], byte[]> processor,
      List<StoreBuilder<?>> stores) {
    topology
        .addSource(
            LABEL_SOURCE,
            Serdes.ByteArray().deserializer(),
            Serdes.ByteArray().deserializer(),
            Topics.INFERENCES)
        .addProcessor(LABEL_PROCESSOR, processor, LABEL_SOURCE);
    stores.forEach(store -> topology.addStateStore(store, LABEL_PROCESSOR));
    for (String topic : List.of(Topics.ALERTS, Topics.REJECTED_EVENTS)) {
      topology.addSink(
          labelSink(topic),
          topic,
          Serdes.ByteArray().serializer(),
          Serdes.ByteArray().serializer(),
          LABEL_PROCESSOR);
    }
    return topology;
  }

  static String labelSink(String topic) {
    return "write-" + topic + "-of-labels";
  }

  static String sink(String topic) {
    return "write-" + topic;
  }
}
