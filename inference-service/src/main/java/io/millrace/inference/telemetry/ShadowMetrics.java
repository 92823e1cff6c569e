package io.millrace.inference.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.inference.batch.HandledBatch;
import io.millrace.inference.loop.Committed;
import io.millrace.inference.loop.LoopListener;
import io.millrace.inference.releases.AgreementListener;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Counts what shadow versions say, beside what the serving versions say. */
public record ShadowMetrics(MeterRegistry registry)
    implements LoopListener<HandledBatch>, AgreementListener {

  private static final String ANSWERS = "millrace.shadow.answers";

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

  /** Of the answers compared since the process began. */
  public Agreement agreement(String model) {
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
    return new Agreement(compared, agreed);
  }

  /**
   * How often a shadow and the version that serves gave the same label.
   *
   * @param compared answers
   */
  public record Agreement(long compared, long agreed) {}
}
