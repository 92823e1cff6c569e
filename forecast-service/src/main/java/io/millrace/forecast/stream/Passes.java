package io.millrace.forecast.stream;

import io.millrace.forecast.jobs.Job;
import io.millrace.forecast.stream.DueQueue.Due;
import io.millrace.forecast.stream.StreamListener.Stage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes the due steps of a task through a pass: planned, forecast, settled in order, written. */
final class Passes {

  private final Deciding deciding;
  private final DueQueue queue;
  private final SeriesStates states;
  private final Orphans orphans;
  private final EventWriter writer;
  private final ForecastPass.Budget budget;
  private final Explaining explaining;
  private final StageClock clock;

  Passes(
      Deciding deciding,
      DueQueue queue,
      SeriesStates states,
      Orphans orphans,
      EventWriter writer,
      ForecastPass.Budget budget,
      StageClock clock) {
    this.deciding = deciding;
    this.queue = queue;
    this.states = states;
    this.orphans = orphans;
    this.writer = writer;
    this.budget = budget;
    this.explaining = new Explaining(deciding.occlusion(), clock);
    this.clock = clock;
  }

  /** Whether so many steps wait that they fill a call. */
  boolean isFull() {
    return queue.size() >= deciding.pass().largest();
  }

  /**
   * Serves the steps that have waited longest.
   *
   * @param now wall clock, in milliseconds
   * @return whether any was served; if not, the budget is spent
   */
  boolean run(long now) {
    List<Due> taken = new ArrayList<>();
    List<ClosedStep> steps = new ArrayList<>();
    for (Due due : queue.take(deciding.pass().largest())) {
      Optional<ClosedStep> step = closedStep(due, now);
      if (step.isPresent()) {
        taken.add(due);
        steps.add(step.get());
      } else {
        queue.done(due); // a task before this one left it, and its history moved on
      }
    }
    long start = clock.now();
    PassResult result = deciding.pass().run(steps, budget);
    explaining.earn(clock.now() - start);
    return settle(taken, steps, result);
  }

  private Optional<ClosedStep> closedStep(Due due, long now) {
    Job job = deciding.jobs().of(due.series());
    int context = deciding.intake().policy(job, due.history()).context();
    return due.history()
        .grid()
        .flatMap(grid -> due.history().window(due.slot(), context, job.gaps(grid)))
        .map(
            window ->
                new ClosedStep(
                    due.series(),
                    job,
                    window,
                    due.waited(now),
                    queue.isOvertaken(due),
                    job.challenger().flatMap(other -> states.challenge(due.series()))));
  }

  private boolean settle(List<Due> taken, List<ClosedStep> steps, PassResult result) {
    List<Due> back = new ArrayList<>();
    Set<String> blocked = new HashSet<>(); // the steps of a series are settled in order
    for (int i = 0; i < taken.size(); i++) {
      Due due = taken.get(i);
      if (result.isUnserved(i) || blocked.contains(due.series())) {
        blocked.add(due.series());
        back.add(due);
      } else {
        writer.because(due.cause());
        settle(steps.get(i), result.plan(i), result.forecast(i), result.challenger(i));
        queue.done(due);
      }
    }
    writer.because(Cause.NONE);
    queue.putBack(back);
    return back.size() < taken.size();
  }

  private void settle(
      ClosedStep step, Plan plan, Optional<Forecasted> forecast, Optional<Forecasted> challenger) {
    long start = clock.now();
    SeriesState state = withoutOrphans(step);
    Settlement.Settled settled =
        deciding.settlement().settle(step, state, plan, forecast, challenger);
    states.write(step.series(), settled.state());
    clock.took(Stage.LEDGER, start, 1);
    settled.events().forEach(event -> writer.write(explaining.explained(step, event)));
    settled.shadow().ifPresent(writer::writeShadow);
    settled.served().ifPresent(served -> clock.listener().forecast(served, 1));
    clock.listener().scored(step, settled.scored());
    if (plan instanceof Plan.Skip) {
      clock.listener().skipped(1);
    }
  }

  /** Alerts of rules that the job has no more are over. */
  private SeriesState withoutOrphans(ClosedStep step) {
    SeriesState state = states.read(step.series());
    Orphans.Ended ended =
        orphans.end(
            step.series(),
            state.alerts(),
            step.job().rules(),
            step.window().at(),
            "the rule was changed or removed");
    ended.alerts().forEach(writer::write);
    return new SeriesState(state.ledger(), ended.left());
  }
}
