package io.millrace.forecast.stream;

import io.millrace.events.Event;
import io.millrace.events.ForecastDecision;
import io.millrace.events.ForecastScore;
import io.millrace.events.InvalidEventException;
import io.millrace.forecasting.AlertEvidence;
import io.millrace.forecasting.AlertRule;
import io.millrace.forecasting.AlertStates;
import io.millrace.forecasting.Finding;
import io.millrace.forecasting.Ledger;
import io.millrace.forecasting.Outlook;
import io.millrace.forecasting.Scored;
import io.millrace.forecasting.Served;
import io.millrace.forecasting.StepRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What follows from one closed step: state and step in, state and events out. Steps of a series are
 * settled in order: its actuals are scored, its forecast is remembered, its rules decide.
 */
public final class Settlement {

  private final NaiveSettings naive;
  private final int scoreEvery;

  /**
   * @param scoreEvery scores are told at every so many-th step, and as soon as there are any
   */
  public Settlement(NaiveSettings naive, int scoreEvery) {
    this.naive = naive;
    this.scoreEvery = scoreEvery;
  }

  /**
   * @param events in the order in which they are to be written
   * @param scored forecasts that met their actuals
   * @param served who forecast the step; empty: nobody
   */
  record Settled(
      SeriesState state, List<Event> events, List<Scored> scored, Optional<Served> served) {
    Settled {
      events = List.copyOf(events);
      scored = List.copyOf(scored);
    }
  }

  /**
   * @param fromModel empty: if the plan wants a forecast, the naive forecaster gives it
   */
  Settled settle(ClosedStep step, SeriesState state, Plan plan, Optional<Forecasted> fromModel) {
    try {
      return settleOrFail(step, state, plan, fromModel);
    } catch (InvalidEventException | ArithmeticException | IllegalArgumentException refused) {
      String reason = "the step could not be forecast: " + refused.getMessage();
      return new Settled(state, List.of(skip(step, reason)), List.of(), Optional.empty());
    }
  }

  private Settled settleOrFail(
      ClosedStep step, SeriesState state, Plan plan, Optional<Forecasted> fromModel) {
    List<Event> events = new ArrayList<>();
    Ledger.Scoring scoring = state.ledger().score(step.window());
    Ledger ledger = scoring.ledger();
    Optional<Forecasted> served =
        fromModel.or(() -> naive(step, ledger, plan)).map(it -> it.calibrated(ledger));
    Optional<Outlook> outlook = served.map(Forecasted::outlook);
    Ledger next = outlook.map(it -> ledger.remember(it, step.window())).orElse(ledger);
    served.flatMap(it -> Told.forecast(step, it)).ifPresent(events::add);
    if (plan instanceof Plan.Skip skip) {
      events.add(skip(step, skip.reason()));
    }
    events.addAll(scores(step, ledger, scoring.scored()));
    AlertEvidence evidence =
        new AlertEvidence(step.series(), step.window(), scoring.scored(), outlook, ledger);
    AlertStates alerts = decide(step, state, evidence, events);
    return new Settled(
        new SeriesState(next, alerts), events, scoring.scored(), outlook.map(Outlook::served));
  }

  private Optional<Forecasted> naive(ClosedStep step, Ledger ledger, Plan plan) {
    return plan instanceof Plan.ScoreOnly || plan instanceof Plan.Skip
        ? Optional.empty()
        : naive
            .of(step.job())
            .forecast(step.window(), ledger)
            .map(outlook -> Forecasted.byNobodysNetwork(outlook));
  }

  private List<ForecastScore> scores(ClosedStep step, Ledger ledger, List<Scored> scored) {
    return scored.stream()
        .map(Scored::served)
        .distinct()
        .filter(served -> isTold(step, ledger, served))
        .map(served -> Told.score(step, served, ledger.records(served)))
        .filter(score -> !score.variates().isEmpty())
        .toList();
  }

  private boolean isTold(ClosedStep step, Ledger ledger, Served served) {
    return step.window().slot() % scoreEvery == 0
        || ledger.records(served).values().stream().allMatch(leads -> leads.get(0).points() <= 1);
  }

  private static AlertStates decide(
      ClosedStep step, SeriesState state, AlertEvidence evidence, List<Event> events) {
    RuleStates deciding =
        new RuleStates(state.alerts(), (rule, change) -> Told.alert(step, rule, change));
    for (AlertRule rule : step.job().rules()) {
      if (rule instanceof StepRule looking) {
        Finding finding = looking.find(deciding.of(rule).memory(), evidence);
        deciding.decide(rule, finding, step.window().at());
      }
    }
    events.addAll(deciding.alerts());
    return deciding.states();
  }

  private static ForecastDecision skip(ClosedStep step, String reason) {
    return new ForecastDecision(
        step.series(), step.window().at(), Told.SKIP, reason, Told.origin(step.window()));
  }
}
