package io.millrace.inference.telemetry;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.millrace.inference.batch.HandledBatch;
import io.millrace.inference.batch.ModelIdentity;
import io.millrace.inference.batch.RejectionCause;
import io.millrace.inference.loop.Committed;
import io.millrace.inference.loop.LoopListener;
import io.millrace.serving.Work;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Counts what loops commit. */
public record BatchMetrics(MeterRegistry registry) implements LoopListener<HandledBatch> {

  private static final double MEDIAN = 0.5;
  private static final double TAIL = 0.99;

  @Override
  public void committed(Committed<HandledBatch> batch) {
    String topic = batch.topic();
    registry.counter("millrace.events", "topic", topic).increment(batch.records().size());
    summary("millrace.batch.size", topic, batch.records().size());
    summary("millrace.poll.records", topic, batch.polled());
    batch.outputs().times().byStage().forEach((stage, time) -> stage(topic, stage).record(time));
    stage(topic, "commit").record(batch.committing());
    batch.outputs().work().forEach((model, work) -> count(topic, model, work));
    batch.outputs().rejected().forEach((cause, number) -> count(topic, cause, number));
  }

  private Timer stage(String topic, String stage) {
    return registry.timer("millrace.stage.time", "topic", topic, "stage", stage);
  }

  private void summary(String name, String topic, int value) {
    DistributionSummary.builder(name).tag("topic", topic).register(registry).record(value);
  }

  private void count(String topic, RejectionCause cause, int number) {
    registry
        .counter(
            "millrace.rejections",
            "topic",
            topic,
            "stage",
            cause.stage().toString(),
            "reason",
            cause.toString())
        .increment(number);
  }

  private void count(String topic, ModelIdentity model, Work work) {
    Timer.builder("millrace.model.time")
        .tags("topic", topic, "model", model.name())
        .publishPercentiles(MEDIAN, TAIL)
        .register(registry)
        .record(work.running());
    int repeated = work.inputs() - work.computed() - work.cached();
    inputs(model, "computed", work.computed());
    inputs(model, "cached", work.cached());
    inputs(model, "repeated", repeated);
    inputs(model, "truncated", work.truncated());
    tokens(model, "real", work.tokens());
    tokens(model, "padding", work.paddedTokens() - work.tokens());
  }

  /** How inputs were answered; the share of cached ones is the cache's hit rate. */
  private void inputs(ModelIdentity model, String how, int number) {
    registry.counter("millrace.inputs", "model", model.name(), "how", how).increment(number);
  }

  /** Tokens that the network ran on; the share of padding is waste. */
  private void tokens(ModelIdentity model, String kind, long number) {
    registry.counter("millrace.tokens", "model", model.name(), "kind", kind).increment(number);
  }

  @Override
  public void failed(
      String topic, List<ConsumerRecord<byte[], byte[]>> records, RuntimeException failure) {
    registry.counter("millrace.batches.aborted", "topic", topic).increment();
  }
}
