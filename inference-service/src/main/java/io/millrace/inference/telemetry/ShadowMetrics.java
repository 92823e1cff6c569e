package io.millrace.inference.telemetry;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.inference.batch.HandledBatch;
import io.millrace.inference.loop.Committed;
import io.millrace.inference.loop.LoopListener;
import io.millrace.inference.releases.AgreementListener;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Counts what shadow versions say, beside what the serving versions say. */
public record ShadowMetrics(MeterRegistry registry)
    implements LoopListener<HandledBatch>, AgreementListener {

  private static final String ANSWERS = "millrace.shadow.answers";
  private static final String COSINE = "millrace.shadow.cosine";
  private static final String NEAR = "millrace.shadow.vectors.near";

  /** From this cosine on two vectors count as one answer. */
  static final double NEAR_FROM = 0.99;

  @Override
  public void committed(Committed<HandledBatch> batch) {
    registry
        .counter("millrace.shadow.events", "topic", batch.topic())
        .increment(batch.records().size());
    batch
        .outputs()
        .rejected()
        .forEach(
            (cause, number) ->
                registry
                    .counter(
                        "millrace.shadow.rejections",
                        "topic",
                        batch.topic(),
                        "reason",
                        cause.toString())
                    .increment(number));
  }

  @Override
  public void failed(
      String topic, List<ConsumerRecord<byte[], byte[]>> records, RuntimeException failure) {
    registry.counter("millrace.shadow.batches.aborted", "topic", topic).increment();
  }

  @Override
  public void compared(String model, String serving, String shadow) {
    registry.counter(ANSWERS, "model", model, "serving", serving, "shadow", shadow).increment();
  }

  @Override
  public void compared(String model, double cosine) {
    DistributionSummary.builder(COSINE).tag("model", model).register(registry).record(cosine);
    registry.counter(NEAR, "model", model).increment(cosine >= NEAR_FROM ? 1 : 0);
  }

  /** Of the answers compared since the process began. */
  public Agreement agreement(String model) {
    DistributionSummary cosines = registry.find(COSINE).tag("model", model).summary();
    Counter near = registry.find(NEAR).tag("model", model).counter();
    return cosines == null || near == null
        ? ofLabels(model)
        : new Agreement(cosines.count(), (long) near.count(), cosines.mean());
  }

  private Agreement ofLabels(String model) {
    long compared = 0;
    long agreed = 0;
    for (Counter counter : registry.find(ANSWERS).tag("model", model).counters()) {
      long count = (long) counter.count();
      compared += count;
      boolean same =
          String.valueOf(counter.getId().getTag("serving"))
              .equals(counter.getId().getTag("shadow"));
      agreed += same ? count : 0;
    }
    return new Agreement(compared, agreed, null);
  }

  /**
   * How often a shadow and the version that serves gave the same answer.
   *
   * @param compared answers
   * @param agreed of these, those with the same label, or with vectors whose cosine is at least .99
   * @param cosine of vectors, the mean over all compared; null of labels
   */
  public record Agreement(
      long compared,
      long agreed,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double cosine) {}
}
