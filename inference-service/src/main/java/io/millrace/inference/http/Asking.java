package io.millrace.inference.http;

import io.millrace.events.Inference;
import io.millrace.events.InvalidEventException;
import io.millrace.events.ModelRelease.Role;
import io.millrace.inference.batch.ClassifierScorer;
import io.millrace.inference.batch.EventKind;
import io.millrace.inference.batch.Question;
import io.millrace.releases.ServedModel;
import io.millrace.serving.Classification;
import io.millrace.serving.Explanation;
import io.millrace.serving.life.Lease;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Answers questions as records are scored: checked for fit, by the version that serves. */
final class Asking {

  private Asking() {}

  /**
   * @param explain how long an explanation may take; empty = none
   * @throws InvalidEventException naming the field of the question that is wrong
   */
  static <E, I> Inference ask(
      EventKind<E, I> kind,
      ServedModel<ClassifierScorer<E, I>> model,
      Role role,
      Question question,
      Optional<Duration> explain) {
    E event = kind.asked(question);
    try (Lease<ClassifierScorer<E, I>> lease = model.lease(role)) {
      ClassifierScorer<E, I> scorer = lease.model();
      requireFit(scorer, event);
      Classification answer = scorer.score(List.of(event)).answers().get(0);
      Explanation explanation =
          explain.map(budget -> scorer.explain(event, answer, budget)).orElse(null);
      return scorer.model().inference(kind.subject(event), answer, explanation);
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
