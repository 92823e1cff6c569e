package io.millrace.inference.batch;

import io.millrace.events.EventRecords;
import io.millrace.events.Inference;
import io.millrace.events.Origin;
import io.millrace.serving.Classification;
import io.millrace.serving.Explanation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Where answers go: what has labels is an inference, and what has none goes to {@code embeddings}.
 *
 * @param shadow inferences to {@code inferences-shadow}; the vectors of a shadow are only compared
 * @param embeddings to {@code embeddings} as well, if a model gives them beside its labels
 */
public record Outlet(boolean shadow, boolean embeddings) {

  List<ProducerRecord<byte[], byte[]>> records(
      Subject subject,
      ModelIdentity model,
      Classification answer,
      @Nullable Explanation explanation) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(2);
    if (answer.hasLabels()) {
      Inference inference = model.inference(subject, answer, explanation);
      records.add(
          marked(subject, shadow ? EventRecords.shadow(inference) : EventRecords.of(inference)));
    }
    float[] vector = answer.embedding();
    if (vector.length > 0 && takesVector(answer)) {
      records.add(marked(subject, EventRecords.of(model.embedding(subject, vector))));
    }
    return records;
  }

  private boolean takesVector(Classification answer) {
    return answer.hasLabels() ? embeddings : !shadow;
  }

  private static ProducerRecord<byte[], byte[]> marked(
      Subject subject, ProducerRecord<byte[], byte[]> record) {
    if (subject.isRecorded()) {
      record
          .headers()
          .remove(EventRecords.ORIGIN_HEADER)
          .add(EventRecords.ORIGIN_HEADER, Origin.RECORDED.getBytes(StandardCharsets.UTF_8));
    }
    return record;
  }
}
