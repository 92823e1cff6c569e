package io.millrace.inference.releases;

import io.millrace.inference.batch.BatchHandler;
import io.millrace.inference.batch.GivenLabel;
import io.millrace.inference.batch.HandledBatch;
import io.millrace.inference.loop.RecordHandler;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Scores records with a shadow version, and with the version that serves to see where they agree.
 * Only what the shadow says is written, and no refusal is.
 *
 * @param shadow of the version on trial
 * @param serving of the version that serves; what it gives is only compared
 */
public record ShadowHandler<E>(
    BatchHandler<E> shadow, BatchHandler<E> serving, AgreementListener agreement)
    implements RecordHandler<HandledBatch> {

  @Override
  public HandledBatch handle(List<ConsumerRecord<byte[], byte[]>> records) {
    HandledBatch said = shadow.handle(records);
    Map<Integer, String> byRecord = new HashMap<>();
    for (GivenLabel answer : serving.handle(records).answers()) {
      byRecord.put(answer.record(), answer.label());
    }
    for (GivenLabel answer : said.answers()) {
      String other = byRecord.get(answer.record());
      if (other != null) {
        agreement.compared(answer.model(), other, answer.label());
      }
    }
    return said;
  }

  @Override
  public HandledBatch refuse(ConsumerRecord<byte[], byte[]> record, String reason) {
    return shadow.refuse(record, reason);
  }

  @Override
  public Duration expectedPerRecord() {
    return shadow.expectedPerRecord().plus(serving.expectedPerRecord());
  }
}
