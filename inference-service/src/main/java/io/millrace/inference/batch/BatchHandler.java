package io.millrace.inference.batch;

import io.millrace.inference.loop.RecordHandler;
import io.millrace.releases.ModelMissingException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Turns a batch of records into inferences, or a rejection where a record is no event, does not fit
 * the model, or makes it fail. A record that is refused harms no other.
 *
 * <p>All of a batch that one model scores is scored by one version of it.
 */
public final class BatchHandler<E> implements RecordHandler<HandledBatch> {

  private final EventKind<E, ?> kind;
  private final Models<E> models;
  private final BatchPolicy policy;
  private final RecordTracing tracing;
  private final Supplier<Duration> expectedPerRecord;
  private final LongSupplier nanoClock;
  private final Exhaustion exhaustion;

  /** Answers belong to the trace of their record. */
  public BatchHandler(
      EventKind<E, ?> kind,
      Models<E> models,
      BatchPolicy policy,
      Supplier<Duration> expectedPerRecord,
      LongSupplier nanoClock) {
    this(kind, models, policy, RecordTracing.PASSING, expectedPerRecord, nanoClock);
  }

  public BatchHandler(
      EventKind<E, ?> kind,
      Models<E> models,
      BatchPolicy policy,
      RecordTracing tracing,
      Supplier<Duration> expectedPerRecord,
      LongSupplier nanoClock) {
    this.kind = kind;
    this.models = models;
    this.policy = policy;
    this.tracing = tracing;
    this.expectedPerRecord = expectedPerRecord;
    this.nanoClock = nanoClock;
    this.exhaustion = new Exhaustion(nanoClock);
  }

  /**
   * @throws io.millrace.serving.ModelUnavailableException if a model cannot run, whatever the
   *     records
   * @throws ModelMissingException if no version of a model is in service
   */
  @Override
  public HandledBatch handle(List<ConsumerRecord<byte[], byte[]>> records) {
    BatchInHand<E> batch = hold(records);
    batch.score(batch.decode());
    exhaustion.forget(records);
    return batch.handled();
  }

  @Override
  public HandledBatch refuse(ConsumerRecord<byte[], byte[]> record, String reason) {
    BatchInHand<E> batch = hold(List.of(record));
    batch.reject(0, RejectionCause.ENDED_PROCESS, reason);
    return batch.handled();
  }

  private BatchInHand<E> hold(List<ConsumerRecord<byte[], byte[]>> records) {
    return new BatchInHand<>(kind, models, policy, tracing, exhaustion, nanoClock, records);
  }

  @Override
  public Duration expectedPerRecord() {
    return expectedPerRecord.get();
  }
}
