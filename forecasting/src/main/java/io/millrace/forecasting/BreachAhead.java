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
 * @param severities by probability
 */
public record BreachAhead(
    AlertTerms terms,
    String variate,
    Limit limit,
    Duration within,
    double fireAt,
    double resolveBelow,
    Severities severities)
    implements StepRule {

  private static final PathSampler SAMPLER = new PathSampler(PathSampler.DEFAULT_PATHS);

  public BreachAhead {
    if (!(resolveBelow > 0 && resolveBelow < fireAt && fireAt <= 1)) {
      throw new IllegalArgumentException(
          "%s: needs 0 < resolveBelow < fireAt <= 1, has %s and %s"
              .formatted(terms.name(), resolveBelow, fireAt));
    }
    if (within.isNegative() || within.isZero()) {
      throw new IllegalArgumentException(
          "%s: within must be positive, is %s".formatted(terms.name(), within));
    }
  }

  @Override
  public String kind() {
    return "breach-ahead";
  }

  @Override
  public String watched() {
    return variate;
  }

  @Override
  public String severity(int grade) {
    return severities.name(grade, terms.severity());
  }

  @Override
  public String claim() {
    String side = limit.side() == Limit.Side.ABOVE ? "above" : "below";
    return "will probably be %s %s within %s"
        .formatted(side, Spoken.number(limit.value()), Spoken.duration(within));
  }

  @Override
  public Optional<Finding> find(RuleMemory memory, AlertEvidence evidence) {
    return evidence
        .outlook()
        .flatMap(
            outlook ->
                Optional.ofNullable(outlook.variates().get(variate))
                    .filter(ahead -> ahead.levels().length > 0)
                    .map(ahead -> find(memory, ahead, outlook, evidence)));
  }

  private Finding find(
      RuleMemory memory, VariateOutlook ahead, Outlook outlook, AlertEvidence evidence) {
    Duration step = evidence.actuals().grid().step();
    int leads = (int) Math.max(1, Math.min(ahead.horizon(), within.dividedBy(step)));
    PathSampler.Crossing crossing =
        SAMPLER.crossing(
            ahead,
            limit,
            leads,
            outlook.residualCorrelation(),
            evidence.series(),
            evidence.actuals().at());
    return new Finding(
        signal(crossing.probability()),
        memory,
        severities.grade(crossing.probability()),
        crossing.medianLead() == 0 ? null : step.multipliedBy(crossing.medianLead()),
        crossing.probability(),
        seen(ahead, leads, outlook, evidence));
  }

  private Signal signal(double probability) {
    if (probability >= fireAt) {
      return Signal.RAISE;
    }
    return probability < resolveBelow ? Signal.CLEAR : Signal.HOLD;
  }

  private Map<String, Object> seen(
      VariateOutlook ahead, int leads, Outlook outlook, AlertEvidence evidence) {
    Map<String, Object> seen = new LinkedHashMap<>();
    seen.put("variate", variate);
    seen.put("limit", limit.value());
    seen.put("side", limit.side().name().toLowerCase(Locale.ROOT));
    seen.put("within", within.toString());
    seen.putAll(Seen.window(evidence.actuals(), variate));
    seen.putAll(Seen.forecast(ahead, leads));
    seen.put("model", outlook.served().model());
    seen.put("version", outlook.served().version());
    seen.put("servedBy", outlook.served().servedBy());
    return seen;
  }
}
