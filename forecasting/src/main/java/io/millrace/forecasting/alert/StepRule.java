package io.millrace.forecasting.alert;

/** A rule that looks at each closed step of a series. */
public sealed interface StepRule extends AlertRule
    permits BreachAhead, Unexpected, ModelDegraded, CoverageOff {

  /** What this rule makes of the step; it is asked at every one. */
  Finding find(RuleMemory memory, AlertEvidence evidence);
}
