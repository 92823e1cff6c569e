package io.millrace.forecast.stream;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** What a task gives its processor. */
record Wiring(ProcessorContext<byte[], byte[]> context, Stores stores, DueQueue due) {

  /** To the sink of a topic, under the time of writing: retention counts from it. */
  void forward(byte[] key, byte[] value, Headers headers, String topic) {
    long now = context.currentSystemTimeMs();
    context.forward(new Record<>(key, value, now, headers), ForecastTopology.sink(topic));
  }
}
