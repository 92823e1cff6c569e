package io.millrace.forecasting;

import io.millrace.forecasting.AlertLife.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    int leads = leads(ahead, step);
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

  private int leads(VariateOutlook ahead, Duration step) {
    return (int) Math.max(1, Math.min(ahead.horizon(), within.dividedBy(step)));
  }

  /**
   * Which variates drive the forecast towards the limit, the strongest first.
   *
   * @param occluded what the forecaster says without the movement of a variate, by variate
   */
  public List<Driver> drivers(Outlook full, Map<String, Outlook> occluded, Duration step) {
    VariateOutlook ahead = full.variates().get(variate);
    List<Driver> drivers = new ArrayList<>();
    if (ahead != null) {
      int leads = leads(ahead, step);
      occluded.forEach(
          (hidden, without) ->
              drivers.add(new Driver(hidden, push(ahead, without.variates().get(variate), leads))));
    }
    drivers.sort(Comparator.comparingDouble(Driver::effect).reversed());
    return drivers;
  }

  /** How much nearer to the limit the mean is, on average over the leads; in the variate's unit. */
  private double push(VariateOutlook ahead, @Nullable VariateOutlook without, int leads) {
    double sum = 0;
    for (int lead = 0; lead < leads && without != null; lead++) {
      sum += ahead.mean()[lead] - without.mean()[lead];
    }
    return (limit.side() == Limit.Side.ABOVE ? sum : -sum) / leads;
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
