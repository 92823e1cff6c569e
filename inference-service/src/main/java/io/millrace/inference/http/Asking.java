package io.millrace.inference.http;

import io.millrace.events.InvalidEventException;
import io.millrace.events.ModelRelease.Role;
import io.millrace.inference.batch.ClassifierScorer;
import io.millrace.inference.batch.EventKind;
import io.millrace.inference.batch.Question;
import io.millrace.releases.ServedModel;
import io.millrace.serving.Classification;
import io.millrace.serving.Explanation;
import io.millrace.serving.ModelManifest;
import io.millrace.serving.life.Lease;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Answers questions as records are scored: checked for fit, by the version that serves. */
final class Asking {

  private Asking() {}

  /**
   * An explanation.
   *
   * @param budget how long it may take
   * @param label of the model; empty = the answer's own
   */
  record Wanted(Duration budget, Optional<String> label) {

    private void require(ModelManifest manifest) {
      if (manifest.labels().isEmpty()) {
        throw new InvalidEventException(
            "explain",
            "is not for model %s %s: a model for %s gives no label that could be explained"
                .formatted(manifest.name(), manifest.version(), manifest.task()));
      }
    }

    private <E, I> Explanation explanation(
        ClassifierScorer<E, I> scorer, E event, Classification answer) {
      if (label.isEmpty()) {
        return scorer.explain(event, answer, budget);
      }
      List<String> labels = scorer.classifier().manifest().labels();
      if (!labels.contains(label.get())) {
        throw new InvalidEventException(
            "label", "must be one of " + labels + ", is " + label.get());
      }
      return scorer.explain(event, answer, label.get(), budget);
    }
  }

  /**
   * @param wanted the explanation that is wanted; empty = none
   * @throws InvalidEventException naming the field of the question that is wrong
   */
  static <E, I> Answer ask(
      EventKind<E, I> kind,
      ServedModel<ClassifierScorer<E, I>> model,
      Role role,
      Question question,
      Optional<Wanted> wanted) {
    E event = kind.asked(question);
    try (Lease<ClassifierScorer<E, I>> lease = model.lease(role)) {
      ClassifierScorer<E, I> scorer = lease.model();
      requireFit(scorer, event);
      wanted.ifPresent(each -> each.require(scorer.manifest()));
      Classification answer = scorer.score(List.of(event)).answers().get(0);
      Explanation explanation =
          wanted.map(each -> each.explanation(scorer, event, answer)).orElse(null);
      return answer.hasLabels()
          ? Answer.of(scorer.model().inference(kind.subject(event), answer, explanation), answer)
          : Answer.ofVector(scorer.model(), answer);
    }
  }

  private static <E, I> void requireFit(ClassifierScorer<E, I> scorer, E event) {
    String unfit = scorer.unfit(event);
    if (unfit != null) {
      int colon = unfit.indexOf(": ");
      throw new InvalidEventException(unfit.substring(0, colon), unfit.substring(colon + 2));
    }
  }
}
