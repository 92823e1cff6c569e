package io.millrace.workbench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What the held-out table comes to, in sentences that its numbers bear out. Over several folds the
 * means are compared.
 */
final class Verdict {

  private final HeldOut table;

  Verdict(HeldOut table) {
    this.table = table;
  }

  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    for (String model : table.named(Role.MODEL)) {
      Duel squared = new Duel(model, Column.MSE);
      Duel absolute = new Duel(model, Column.MAE);
      sentences.add(squared.sentence());
      if (!absolute.outcomes.isEmpty() && !absolute.agreesWith(squared)) {
        sentences.add("Measured by MAE it comes out differently: " + absolute.sentence());
      }
      coverage(model, sentences);
    }
    return List.copyOf(sentences);
  }

  private void coverage(String model, List<String> sentences) {
    double held = table.mean(model, Column.COVERAGE) / 100;
    if (!Double.isNaN(held)) {
      sentences.add(
          Words.format(
              "Its %s interval held %s of the actuals.",
              Words.percent(table.interval()), Words.percentWithTenths(held)));
    }
  }

  /** A model against all controls, by one metric of which less is better. */
  private final class Duel {

    private final String model;
    private final Column metric;
    private final List<Outcome> outcomes = new ArrayList<>();

    Duel(String model, Column metric) {
      this.model = model;
      this.metric = metric;
      double own = table.mean(model, metric);
      for (String control : table.named(Role.CONTROL)) {
        double other = table.mean(control, metric);
        if (!Double.isNaN(own) && other > 0) {
          outcomes.add(new Outcome(control, own / other - 1));
        }
      }
    }

    boolean agreesWith(Duel other) {
      return names(Outcome::beaten).equals(other.names(Outcome::beaten));
    }

    private List<String> names(Predicate<Outcome> which) {
      return outcomes.stream().filter(which).map(Outcome::control).toList();
    }

    String sentence() {
      if (outcomes.isEmpty()) {
        return model + " was compared with no control: whether it is any good is not known.";
      }
      List<String> clauses = new ArrayList<>();
      add(clauses, Outcome::beaten, "beats ", Outcome::lead);
      add(clauses, Outcome::level, "is level with ", Outcome::margin);
      add(clauses, Outcome::lost, "does not beat ", Outcome::deficit);
      clauses.set(0, model + " " + clauses.get(0) + " (" + metric.title() + ")");
      return String.join("; it ", clauses) + ".";
    }

    private void add(
        List<String> clauses,
        Predicate<Outcome> which,
        String verb,
        Function<Outcome, String> text) {
      List<String> them = outcomes.stream().filter(which).map(text).toList();
      if (!them.isEmpty()) {
        clauses.add(verb + Words.and(them));
      }
    }
  }

  /**
   * @param change of the error against the control's: −0.25 = a quarter less
   */
  private record Outcome(String control, double change) {

    /** A smaller difference than this may be the seed's. */
    private static final double LEVEL = 0.01;

    boolean beaten() {
      return change <= -LEVEL;
    }

    boolean level() {
      return Math.abs(change) < LEVEL;
    }

    boolean lost() {
      return change >= LEVEL;
    }

    String lead() {
      return control + " by " + Words.percent(-change);
    }

    String margin() {
      return control + " (within 1\u00a0%)";
    }

    String deficit() {
      return control + " (" + Words.percent(change) + " worse)";
    }
  }
}
