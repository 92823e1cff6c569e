package io.millrace.inference;

import io.millrace.events.Inference;
import java.util.Map;

/** What a model says to a question. */
record Answer(String model, String version, String label, Map<String, Double> scores) {

  static Answer of(Inference inference) {
    return new Answer(
        inference.model(), inference.version(), inference.label(), inference.scores());
  }
}
