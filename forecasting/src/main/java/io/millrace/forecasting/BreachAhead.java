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

  @Override
  public Optional<Finding> find(long recent, AlertEvidence evidence) {
    return evidence
        .outlook()
        .flatMap(
            outlook ->
                Optional.ofNullable(outlook.variates().get(variate))
                    .filter(ahead -> ahead.levels().length > 0)
                    .map(ahead -> find(recent, ahead, outlook, evidence)));
  }

  private Finding find(long recent, VariateOutlook ahead, Outlook outlook, AlertEvidence evidence) {
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
        recent,
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
    evidence.actuals().actual(variate).ifPresent(value -> seen.put("value", value));
    seen.put("meanAtEnd", ahead.mean()[leads - 1]);
    seen.put("model", outlook.served().model());
    seen.put("version", outlook.served().version());
    return seen;
  }
}
