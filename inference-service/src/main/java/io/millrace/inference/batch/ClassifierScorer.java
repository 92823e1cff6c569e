package io.millrace.inference.batch;

import io.millrace.serving.Classification;
import io.millrace.serving.Classified;
import io.millrace.serving.Classifier;
import io.millrace.serving.Explanation;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.Servable;
import io.millrace.serving.ShapeTime;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scores events of a kind with a classifier, which it closes. */
public record ClassifierScorer<E, I>(EventKind<E, I> kind, Classifier<I> classifier)
    implements Scorer<E>, Servable {

  @Override
  public ModelBundle bundle() {
    return classifier.bundle();
  }

  @Override
  public ModelIdentity model() {
    return ModelIdentity.of(classifier.manifest());
  }

  @Override
  public @Nullable String unfit(E event) {
    return kind.unfit(event, classifier.manifest());
  }

  @Override
  public Classified score(List<E> events) {
    return classifier.classify(events.stream().map(this::input).toList());
  }

  @Override
  public Explanation explain(E event, Classification answer, Duration budget) {
    return classifier.explain(input(event), answer, budget);
  }

  /** The same of any label of the model. */
  public Explanation explain(E event, Classification answer, String label, Duration budget) {
    return classifier.explain(input(event), answer, label, budget);
  }

  @Override
  public void check() {
    classifier.warmUp();
  }

  private I input(E event) {
    return kind.input(event, classifier.manifest());
  }

  @Override
  public List<ShapeTime> warmUp() {
    return classifier.warmUp();
  }

  @Override
  public List<ShapeTime> warmUpCorners() {
    return classifier.warmUpCorners();
  }

  @Override
  public void prove() {
    classifier.prove();
  }

  @Override
  public long nativeBytes() {
    return classifier.nativeBytes();
  }

  @Override
  public void close() {
    classifier.close();
  }
}
