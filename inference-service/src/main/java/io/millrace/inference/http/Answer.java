package io.millrace.inference.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.millrace.events.Attribution;
import io.millrace.events.Inference;
import java.util.List;
import java.util.Map;

/** What a model says to a question. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Answer(
    String model,
    String version,
    String label,
    Map<String, Double> scores,
    List<String> labels,
    List<Attribution> explanation) {

  static Answer of(Inference inference) {
    return new Answer(
        inference.model(),
        inference.version(),
        inference.label(),
        inference.scores(),
        inference.labels(),
        inference.explanation());
  }
}
