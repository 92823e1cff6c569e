package io.millrace.forecasting;

import io.millrace.forecasting.AlertLife.Signal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A limit will probably be crossed soon.
 *
 * @param within how far ahead to look; never beyond the forecast's horizon
 * @param fireAt probability from which it is raised
 * @param resolveBelow probability under which it is clear; less than {@code fireAt}
 */
public record BreachAhead(
    String name,
    String severity,
    String variate,
    Limit limit,
    Duration within,
    double fireAt,
    double resolveBelow,
    Duration minimum)
    implements AlertRule {

  private static final PathSampler SAMPLER = new PathSampler(PathSampler.DEFAULT_PATHS);

  public BreachAhead {
    if (!(resolveBelow > 0 && resolveBelow < fireAt && fireAt <= 1)) {
      throw new IllegalArgumentException(
          "%s: needs 0 < resolveBelow < fireAt <= 1, has %s and %s"
              .formatted(name, resolveBelow, fireAt));
    }
    if (within.isNegative() || within.isZero() || minimum.isNegative()) {
      throw new IllegalArgumentException(
          "%s: within must be positive and minimum not negative, are %s and %s"
              .formatted(name, within, minimum));
    }
  }

  /** A memory of this rule that has seen nothing. */
  public BreachMemory untaught() {
    return BreachMemory.of(limit, 1);
  }

  /**
   * What a step makes of the rule's memory.
   *
   * @param memory from here on
   * @param stated what the paths say; empty when no forecast of the variate was made at the step
   * @param crossing the same, calibrated
   */
  public record Foreseen(
      BreachMemory memory,
      Optional<PathSampler.Crossing> stated,
      Optional<PathSampler.Crossing> crossing) {}

  /** Looks ahead from a closed step; to be asked at every one, whether or not it has a forecast. */
  public Foreseen foresee(BreachMemory before, AlertEvidence evidence) {
    BreachMemory met = before.met(evidence.actuals().slot(), evidence.actuals().actual(variate));
    return outlook(evidence)
        .map(ahead -> foresee(met, ahead, evidence))
        .orElseGet(() -> new Foreseen(met, Optional.empty(), Optional.empty()));
  }

  private Foreseen foresee(BreachMemory met, VariateOutlook ahead, AlertEvidence evidence) {
    int leads = leads(ahead, evidence);
    BreachMemory memory = met.about(limit, leads);
    PathSampler.Crossing stated =
        SAMPLER.crossing(
            ahead,
            limit,
            leads,
            evidence.outlook().orElseThrow().residualCorrelation(),
            evidence.series(),
            evidence.actuals().at());
    PathSampler.Crossing calibrated =
        new PathSampler.Crossing(memory.calibrated(stated.probability()), stated.medianLead());
    return new Foreseen(
        memory.issued(stated.probability()), Optional.of(stated), Optional.of(calibrated));
  }

  private Optional<VariateOutlook> outlook(AlertEvidence evidence) {
    return evidence
        .outlook()
        .flatMap(outlook -> Optional.ofNullable(outlook.variates().get(variate)))
        .filter(ahead -> ahead.levels().length > 0);
  }

  private int leads(VariateOutlook ahead, AlertEvidence evidence) {
    Duration step = evidence.actuals().grid().step();
    return (int) Math.max(1, Math.min(ahead.horizon(), within.dividedBy(step)));
  }

  @Override
  public Optional<Finding> find(long recent, AlertEvidence evidence) {
    return foresee(untaught(), evidence)
        .crossing()
        .map(crossing -> finding(recent, crossing, evidence));
  }

  private Finding finding(long recent, PathSampler.Crossing crossing, AlertEvidence evidence) {
    Duration step = evidence.actuals().grid().step();
    return new Finding(
        signal(crossing.probability()),
        recent,
        crossing.medianLead() == 0 ? null : step.multipliedBy(crossing.medianLead()),
        crossing.probability(),
        seen(outlook(evidence).orElseThrow(), evidence));
  }

  private Signal signal(double probability) {
    if (probability >= fireAt) {
      return Signal.RAISE;
    }
    return probability < resolveBelow ? Signal.CLEAR : Signal.HOLD;
  }

  private Map<String, Object> seen(VariateOutlook ahead, AlertEvidence evidence) {
    Served served = evidence.outlook().orElseThrow().served();
    Map<String, Object> seen = new LinkedHashMap<>();
    seen.put("variate", variate);
    seen.put("limit", limit.value());
    seen.put("side", limit.side().name().toLowerCase(Locale.ROOT));
    seen.put("within", within.toString());
    evidence.actuals().actual(variate).ifPresent(value -> seen.put("value", value));
    seen.put("meanAtEnd", ahead.mean()[leads(ahead, evidence) - 1]);
    seen.put("model", served.model());
    seen.put("version", served.version());
    return seen;
  }
}
