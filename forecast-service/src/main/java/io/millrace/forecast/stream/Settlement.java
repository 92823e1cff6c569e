package io.millrace.forecast.stream;

import io.millrace.events.Event;
import io.millrace.events.Forecast;
import io.millrace.events.ForecastDecision;
import io.millrace.events.ForecastScore;
import io.millrace.events.InvalidEventException;
import io.millrace.forecasting.Ledger;
import io.millrace.forecasting.Outlook;
import io.millrace.forecasting.Scored;
import io.millrace.forecasting.Served;
import io.millrace.forecasting.alert.AlertEvidence;
import io.millrace.forecasting.alert.AlertRule;
import io.millrace.forecasting.alert.AlertStates;
import io.millrace.forecasting.alert.Finding;
import io.millrace.forecasting.alert.StepRule;
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
  private final boolean demotion;

  /**
   * @param scoreEvery scores are told at every so many-th step, and as soon as there are any
   * @param demotion whether seasonal-naive serves where it serves better than the model
   */
  public Settlement(NaiveSettings naive, int scoreEvery, boolean demotion) {
    this.naive = naive;
    this.scoreEvery = scoreEvery;
    this.demotion = demotion;
  }

  /**
   * @param events in the order in which they are to be written
   * @param shadow what the challenger says; for its own topic
   * @param scored forecasts that met their actuals
   * @param served who forecast the step, as the forecast names it; empty: nobody
   */
  record Settled(
      SeriesState state,
      List<Event> events,
      Optional<Forecast> shadow,
      List<Scored> scored,
      Optional<Served> served) {
    Settled {
      events = List.copyOf(events);
      scored = List.copyOf(scored);
    }
  }

  /**
   * @param fromModel empty: if the plan wants a forecast, the naive forecaster gives it
   * @param fromChallenger empty: nobody challenges the model, or its challenger refused
   */
  Settled settle(
      ClosedStep step,
      SeriesState state,
      Plan plan,
      Optional<Forecasted> fromModel,
      Optional<Forecasted> fromChallenger) {
    try {
      return settleOrFail(step, state, plan, fromModel, fromChallenger);
    } catch (InvalidEventException | ArithmeticException | IllegalArgumentException refused) {
      String reason = "the step could not be forecast: " + refused.getMessage();
      return new Settled(
          state, List.of(skip(step, reason)), Optional.empty(), List.of(), Optional.empty());
    }
  }

  private Settled settleOrFail(
      ClosedStep step,
      SeriesState state,
      Plan plan,
      Optional<Forecasted> fromModel,
      Optional<Forecasted> fromChallenger) {
    List<Event> events = new ArrayList<>();
    Ledger.Scoring scoring = state.ledger().score(step.window());
    Ledger ledger = challenged(step, plan, scoring.ledger());
    events.addAll(decisions(step, state.ledger(), scoring));
    Roles roles =
        new Casting(step.window(), ledger, plan, demotion)
            .roles(fromModel, fromChallenger, () -> naive(step, ledger, plan));
    Optional<Forecasted> served = roles.served();
    Ledger next = ledger;
    for (Outlook outlook : roles.remembered()) {
      next = next.remember(outlook, step.window());
    }
    served.flatMap(it -> Told.forecast(step, it)).ifPresent(events::add);
    if (plan instanceof Plan.Skip skip) {
      events.add(skip(step, skip.reason()));
    }
    events.addAll(scores(step, ledger, scoring.scored()));
    AlertEvidence evidence =
        new AlertEvidence(
            step.series(),
            step.window(),
            scoring.scored(),
            served.map(Forecasted::outlook),
            ledger);
    AlertStates alerts = decide(step, state, evidence, events);
    return new Settled(
        new SeriesState(next, alerts),
        events,
        roles.shadow().flatMap(it -> Told.forecast(step, it)),
        scoring.scored(),
        served.map(Forecasted::served));
  }

  private static Ledger challenged(ClosedStep step, Plan plan, Ledger ledger) {
    if (step.job().challenger().isEmpty()) {
      return ledger.unchallenged();
    }
    return plan instanceof Plan.Serve serve && serve.challenger().isPresent()
        ? ledger.challenged(
            serve.forecaster().served(), serve.challenger().get().forecaster().served())
        : ledger;
  }

  /** Of the model that serves: a challenger's skill is told when it is promoted. */
  private List<ForecastDecision> decisions(ClosedStep step, Ledger before, Ledger.Scoring scoring) {
    List<ForecastDecision> decisions = new ArrayList<>();
    scoring.skills().stream()
        .filter(decision -> demotion)
        .filter(decision -> before.model().equals(Optional.of(decision.served())))
        .forEach(decision -> decisions.add(ToldDecision.skill(step, decision)));
    scoring
        .contest()
        .filter(challenge -> step.job().challenger().isPresent())
        .ifPresent(
            challenge ->
                decisions.add(
                    ToldDecision.contest(
                        step, challenge, demoted(scoring.ledger(), challenge.challenger()))));
    return decisions;
  }

  private List<String> demoted(Ledger ledger, Served model) {
    return demotion ? ledger.demoted(model) : List.of();
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
