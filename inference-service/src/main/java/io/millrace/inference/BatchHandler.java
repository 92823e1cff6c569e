package io.millrace.inference;

import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Turns a batch of records into one output each, without any I/O: an inference, or a rejection if
 * the record is no event, does not fit the model, or makes it fail. A record that is refused harms
 * no other.
 */
final class BatchHandler<E> {

  private final Scorer<E> scorer;
  private final RejectionWriter rejections;
  private final LongSupplier nanoClock;

  BatchHandler(Scorer<E> scorer, RejectionWriter rejections, LongSupplier nanoClock) {
    this.scorer = scorer;
    this.rejections = rejections;
    this.nanoClock = nanoClock;
  }

  /**
   * @throws io.millrace.serving.ModelUnavailableException if the model cannot run, whatever the
   *     records: nothing of the batch may be committed then
   */
  HandledBatch handle(List<ConsumerRecord<byte[], byte[]>> records) {
    BatchInHand<E> batch = new BatchInHand<>(scorer, rejections, nanoClock, records);
    batch.score(batch.decode());
    return batch.handled();
  }
}
