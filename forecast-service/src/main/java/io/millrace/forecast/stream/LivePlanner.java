package io.millrace.forecast.stream;

import io.millrace.forecast.jobs.Job;
import io.millrace.forecast.models.Forecaster;
import io.millrace.forecasting.Challenge;
import io.millrace.forecasting.Contest;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * As the stream decides while it runs: by the job, the models at hand and how long a step waited.
 *
 * @param skipAfter a step that waited longer for a network, and was overtaken by the next of its
 *     series, is not forecast any more
 */
public record LivePlanner(Duration skipAfter) implements Planner {

  @Override
  public Plan plan(ClosedStep step, List<Forecaster> all) {
    if (!step.isWanted()) {
      return new Plan.ScoreOnly();
    }
    return choose(step, all)
        .map(forecaster -> inTime(step, forecaster, all))
        .orElseGet(Plan.Naive::new); // costs next to nothing, however late
  }

  private Plan inTime(ClosedStep step, Forecaster forecaster, List<Forecaster> all) {
    return step.overtaken() && step.waited() > skipAfter.toMillis()
        ? new Plan.Skip(
            "overload: it waited %s for its pass, at most %s; the next step of the series is due"
                .formatted(Duration.ofMillis(step.waited()), skipAfter))
        : serve(step, forecaster, all);
  }

  /**
   * While the contest goes on both forecast; when it is decided only the one who won it does. A
   * challenger that is not at hand leaves the model to serve.
   */
  private static Plan.Serve serve(ClosedStep step, Forecaster champion, List<Forecaster> all) {
    Optional<Forecaster> challenger = challenger(step, champion, all);
    if (challenger.isEmpty()) {
      return new Plan.Serve(champion, 0);
    }
    Forecaster other = challenger.get();
    Contest.Verdict verdict =
        step.challenge()
            .filter(challenge -> challenge.isOf(champion.served(), other.served()))
            .map(Challenge::verdict)
            .orElse(Contest.Verdict.GOES_ON);
    return switch (verdict) {
      case GOES_ON -> new Plan.Serve(champion, 0, Optional.of(new Plan.Serve(other, 0)));
      case PROMOTED -> new Plan.Serve(other, 0);
      case WORSE, NO_BETTER -> new Plan.Serve(champion, 0);
    };
  }

  private static Optional<Forecaster> challenger(
      ClosedStep step, Forecaster champion, List<Forecaster> all) {
    return all.stream()
        .filter(other -> step.job().challenger().equals(Optional.of(other.served().model())))
        .filter(other -> !other.served().model().equals(champion.served().model()))
        .filter(other -> other.reaches(step.window()))
        .filter(other -> step.window().last(other.lookback()).variates().containsAll(other.reads()))
        .findFirst();
  }

  /** The job's model, else the one that knows exactly the variates that the series has. */
  private static Optional<Forecaster> choose(ClosedStep step, List<Forecaster> all) {
    Map<Integer, List<String>> variates = new HashMap<>(); // by lookback
    return all.stream()
        .filter(forecaster -> forecaster.reaches(step.window()))
        .filter(
            forecaster ->
                fits(
                    forecaster,
                    step.job(),
                    variates.computeIfAbsent(
                        forecaster.lookback(),
                        lookback -> step.window().last(lookback).variates())))
        .min(Comparator.comparing(forecaster -> forecaster.served().model()));
  }

  /** Whether a forecaster is the one for a job's series with these variates. */
  public static boolean fits(Forecaster forecaster, Job job, List<String> variates) {
    return job.model().isPresent()
        ? job.model().get().equals(forecaster.served().model())
            && variates.containsAll(forecaster.reads())
        : forecaster.matches(variates)
            && !job.challenger().equals(Optional.of(forecaster.served().model()));
  }
}
