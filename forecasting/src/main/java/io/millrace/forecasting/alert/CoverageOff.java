package io.millrace.forecasting.alert;

import io.millrace.forecasting.LeadRecord;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The model's intervals hold more, or fewer, of the actuals than they promise, over a memory of 500
 * points.
 *
 * @param fireAt distance of the coverage from its target, mean over the scored leads, as a share,
 *     from which it is raised
 * @param resolveBelow under which it is clear; at most {@code fireAt}
 * @param points that every lead must have been scored on
 */
public record CoverageOff(
    AlertTerms terms, String variate, double fireAt, double resolveBelow, int points)
    implements StepRule {

  public CoverageOff {
    if (!(resolveBelow > 0 && resolveBelow <= fireAt && fireAt < 1)) {
      throw new IllegalArgumentException(
          "%s: needs 0 < resolveBelow <= fireAt < 1, has %s and %s"
              .formatted(terms.name(), resolveBelow, fireAt));
    }
  }

  @Override
  public String kind() {
    return "coverage-off";
  }

  @Override
  public String watched() {
    return variate;
  }

  @Override
  public String claim() {
    return "lies in its interval more or less often than promised, by more than %s"
        .formatted(Spoken.number(fireAt));
  }

  @Override
  public Finding find(RuleMemory memory, AlertEvidence evidence) {
    return JudgedModel.of(evidence.ledger(), variate)
        .filter(judged -> judged.points() >= points)
        .filter(judged -> Double.isFinite(judged.mean(LeadRecord::coverage)))
        .map(judged -> find(memory, judged))
        .orElseGet(() -> Finding.nothing(memory));
  }

  private Finding find(RuleMemory memory, JudgedModel judged) {
    double coverage = judged.mean(LeadRecord::coverage);
    double target = judged.mean(LeadRecord::coverageTarget);
    Map<String, Object> seen = new LinkedHashMap<>();
    seen.put("variate", variate);
    seen.put("coverage", coverage);
    seen.put("coverageTarget", target);
    seen.put("points", judged.points());
    seen.put("model", judged.served().model());
    seen.put("version", judged.served().version());
    double off = Math.abs(coverage - target);
    return new Finding(Thresholds.signal(off, fireAt, resolveBelow), memory, seen);
  }
}
