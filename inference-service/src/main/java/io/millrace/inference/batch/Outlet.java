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
 * Where inferences go.
 *
 * @param shadow to {@code inferences-shadow}
 * @param embeddings to {@code embeddings} as well, if the model gives them
 */
public record Outlet(boolean shadow, boolean embeddings) {

  List<ProducerRecord<byte[], byte[]>> records(
      Subject subject,
      ModelIdentity model,
      Classification answer,
      @Nullable Explanation explanation) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(2);
    Inference inference = model.inference(subject, answer, explanation);
    records.add(
        marked(subject, shadow ? EventRecords.shadow(inference) : EventRecords.of(inference)));
    float[] vector = answer.embedding();
    if (embeddings && vector.length > 0) {
      records.add(marked(subject, EventRecords.of(model.embedding(subject, vector))));
    }
    return records;
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
