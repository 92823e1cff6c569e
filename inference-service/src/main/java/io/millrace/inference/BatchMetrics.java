package io.millrace.inference;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what loops commit. */
record BatchMetrics(MeterRegistry registry) implements LoopListener {

  @Override
  public void committed(String topic, HandledBatch batch) {
    registry.counter("millrace.events", "topic", topic).increment(batch.outputs().size());
    DistributionSummary.builder("millrace.batch.size")
        .tag("topic", topic)
        .register(registry)
        .record(batch.outputs().size());
    registry.timer("millrace.model.time", "topic", topic).record(batch.modelTime());
    batch
        .rejected()
        .forEach(
            (stage, count) ->
                registry
                    .counter("millrace.rejections", "topic", topic, "stage", stage.toString())
                    .increment(count));
  }
}
