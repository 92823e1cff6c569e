package io.millrace.transformers.text.compression;

import io.millrace.transformers.text.EncoderClassifier;
import io.millrace.transformers.text.FineTuned;
import java.util.List;
import java.util.stream.Collectors;

/** One compression after the other. */
record InTurn(List<Compressor> steps) implements Compressor {

  InTurn {
    steps = List.copyOf(steps);
  }

  @Override
  public FineTuned compressed(FineTuned whole, CompressionData data) {
    FineTuned sofar = whole;
    for (Compressor step : steps) {
      sofar = step.compressed(sofar, data);
    }
    return sofar;
  }

  @Override
  public EncoderClassifier changed(EncoderClassifier whole) {
    EncoderClassifier sofar = whole;
    for (Compressor step : steps) {
      sofar = step.changed(sofar);
    }
    return sofar;
  }

  @Override
  public String toString() {
    return steps.stream().map(Object::toString).collect(Collectors.joining("+"));
  }
}
