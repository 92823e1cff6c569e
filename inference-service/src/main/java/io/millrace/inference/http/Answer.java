package io.millrace.inference.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.millrace.events.Attribution;
import io.millrace.events.Inference;
import io.millrace.inference.batch.ModelIdentity;
import io.millrace.serving.Classification;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a model says to a question.
 *
 * @param label null of a model without labels
 * @param embedding the vector, of a model that gives one: beside its labels only if {@code
 *     millrace.text.embeddings} is set
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Answer(
    String model,
    String version,
    @Nullable String label,
    Map<String, Double> scores,
    List<String> labels,
    List<Attribution> explanation,
    List<Float> embedding) {

  /**
   * @param answer from which the inference was made
   */
  static Answer of(Inference inference, Classification answer) {
    return new Answer(
        inference.model(),
        inference.version(),
        inference.label(),
        inference.scores(),
        inference.labels(),
        inference.explanation(),
        vector(answer));
  }

  /** Of a model without labels. */
  static Answer ofVector(ModelIdentity model, Classification answer) {
    return new Answer(
        model.name(), model.version(), null, Map.of(), List.of(), List.of(), vector(answer));
  }

  private static List<Float> vector(Classification answer) {
    float[] embedding = answer.embedding();
    return IntStream.range(0, embedding.length).mapToObj(i -> embedding[i]).toList();
  }
}
