package io.millrace.forecasting;

import java.util.Optional;

/** A rule that looks at each closed step of a series. */
public sealed interface StepRule extends AlertRule
    permits BreachAhead, Unexpected, ModelDegraded, CoverageOff {

  /** What this rule makes of the step; empty when the step says nothing to it. */
  Optional<Finding> find(RuleMemory memory, AlertEvidence evidence);
}
