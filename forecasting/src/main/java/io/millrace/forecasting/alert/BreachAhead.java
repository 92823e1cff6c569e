package io.millrace.forecasting.alert;

import io.millrace.forecasting.Limit;
import io.millrace.forecasting.Outlook;
import io.millrace.forecasting.PathSampler;
import io.millrace.forecasting.Served;
import io.millrace.forecasting.VariateOutlook;
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
    if (!(resolveBelow > 0 && resolveBelow < fireAt && fireAt < 1)) {
      throw new IllegalArgumentException(
          "%s: needs 0 < resolveBelow < fireAt < 1, has %s and %s"
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

  /** A memory of this rule that has seen nothing. */
  public BreachMemory untaught() {
    return BreachMemory.of(limit, 1);
  }

  /** Looks ahead from a closed step; to be asked at every one, whether or not it has a forecast. */
  public Foreseen foresee(BreachMemory before, AlertEvidence evidence) {
    BreachMemory met = before.met(evidence.actuals().slot(), evidence.actuals().actual(variate));
    return outlook(evidence)
        .map(ahead -> foresee(met, ahead, evidence))
        .orElseGet(() -> new Foreseen(met, Optional.empty(), Optional.empty()));
  }

  private Foreseen foresee(BreachMemory met, VariateOutlook ahead, AlertEvidence evidence) {
    int leads = leads(ahead, evidence.actuals().grid().step());
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

  @Override
  public Finding find(RuleMemory memory, AlertEvidence evidence) {
    Foreseen foreseen =
        foresee(memory.isEmpty() ? untaught() : BreachMemory.fromBytes(memory.bytes()), evidence);
    RuleMemory next = RuleMemory.of(foreseen.memory().toBytes());
    return foreseen
        .crossing()
        .map(crossing -> finding(next, crossing, evidence))
        .orElseGet(() -> Finding.nothing(next));
  }

  private Finding finding(
      RuleMemory memory, PathSampler.Crossing crossing, AlertEvidence evidence) {
    Duration step = evidence.actuals().grid().step();
    return new Finding(
        Thresholds.signal(crossing.probability(), fireAt, resolveBelow),
        memory,
        severities.grade(crossing.probability()),
        crossing.medianLead() == 0 ? null : step.multipliedBy(crossing.medianLead()),
        crossing.probability(),
        seen(outlook(evidence).orElseThrow(), evidence));
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

  private Map<String, Object> seen(VariateOutlook ahead, AlertEvidence evidence) {
    Served served = evidence.outlook().orElseThrow().served();
    Map<String, Object> seen = new LinkedHashMap<>();
    seen.put("variate", variate);
    seen.put("limit", limit.value());
    seen.put("side", limit.side().name().toLowerCase(Locale.ROOT));
    seen.put("within", within.toString());
    seen.putAll(Seen.window(evidence.actuals(), variate));
    seen.putAll(Seen.forecast(ahead, leads(ahead, evidence.actuals().grid().step())));
    seen.put("model", served.model());
    seen.put("version", served.version());
    seen.put("servedBy", served.servedBy());
    return seen;
  }
}
