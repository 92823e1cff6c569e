package io.millrace.inference.batch;

import io.millrace.inference.loop.Outputs;
import io.millrace.serving.Work;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What became of a polled batch.
 *
 * @param records inferences, vectors and rejections in the order of the events, at least one for
 *     each; a shadow gives inferences only
 * @param answers that were given
 * @param rejected how many were refused for each cause
 * @param work what each model did
 */
public record HandledBatch(
    List<ProducerRecord<byte[], byte[]>> records,
    List<GivenAnswer> answers,
    Map<RejectionCause, Integer> rejected,
    Map<ModelIdentity, Work> work,
    StageTimes times)
    implements Outputs {

  public HandledBatch {
    records = List.copyOf(records);
    answers = List.copyOf(answers);
    rejected = Map.copyOf(rejected);
    work = Map.copyOf(work);
  }
}
