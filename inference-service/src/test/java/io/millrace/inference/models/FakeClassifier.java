package io.millrace.inference.models;

import io.millrace.serving.Classification;
import io.millrace.serving.Classified;
import io.millrace.serving.Classifier;
import io.millrace.serving.Explanation;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.ShapeTime;
import io.millrace.serving.Work;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs no network; says of its one shape what it is told to. */
public final class FakeClassifier implements Classifier<String> {

  private final ModelBundle bundle;
  private final Duration perRow;
  public Error onWarmUp;
  public boolean closed;

  public FakeClassifier(ModelBundle bundle, Duration perRow) {
    this.bundle = bundle;
    this.perRow = perRow;
  }

  @Override
  public ModelBundle bundle() {
    return bundle;
  }

  @Override
  public Classified classify(List<String> inputs) {
    return new Classified(
        inputs.stream()
            .map(
                input ->
                    new Classification(
                        "calm", List.of("calm"), new TreeMap<>(Map.of("calm", 1.0)), new float[0]))
            .toList(),
        Work.none());
  }

  @Override
  public Explanation explain(String input, Classification answer, String label, Duration budget) {
    return new Explanation(label, List.of(), true);
  }

  @Override
  public List<ShapeTime> warmUp() {
    if (onWarmUp != null) {
      throw onWarmUp;
    }
    return List.of(new ShapeTime("2x16", 2, perRow.multipliedBy(2)));
  }

  @Override
  public List<String> shapes() {
    return List.of("2x16");
  }

  @Override
  public long nativeBytes() {
    return 1;
  }

  @Override
  public void close() {
    closed = true;
  }
}
