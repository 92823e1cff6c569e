package io.millrace.inference.releases;

import io.millrace.inference.batch.BatchHandler;
import io.millrace.inference.batch.GivenAnswer;
import io.millrace.inference.batch.HandledBatch;
import io.millrace.inference.loop.RecordHandler;
import io.millrace.serving.Classification;
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
    Map<Integer, Classification> byRecord = new HashMap<>();
    for (GivenAnswer answer : serving.handle(records).answers()) {
      byRecord.put(answer.record(), answer.answer());
    }
    for (GivenAnswer answer : said.answers()) {
      Classification other = byRecord.get(answer.record());
      if (other != null) {
        compare(answer.model(), other, answer.answer());
      }
    }
    return said;
  }

  private void compare(String model, Classification served, Classification tried) {
    if (served.hasLabels()) {
      agreement.compared(model, served.label(), tried.label());
    } else {
      agreement.compared(model, served.cosine(tried));
    }
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
