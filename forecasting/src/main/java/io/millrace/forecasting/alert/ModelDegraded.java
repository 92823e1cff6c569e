package io.millrace.forecasting.alert;

import io.millrace.forecasting.LeadRecord;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The model has lately been worse than seasonal-naive on its own actuals. It reads what the ledger
 * has scored, over a memory of 500 points; a rule is for people, while {@code demotion} is a test
 * and decides by itself.
 *
 * @param fireAt error over seasonal-naive's, mean over the scored leads, from which it is raised
 * @param resolveBelow under which it is clear; at most {@code fireAt}
 * @param points that every lead must have been scored on
 */
public record ModelDegraded(
    AlertTerms terms, String variate, double fireAt, double resolveBelow, int points)
    implements StepRule {

  public ModelDegraded {
    if (!(resolveBelow > 0 && resolveBelow <= fireAt && Double.isFinite(fireAt))) {
      throw new IllegalArgumentException(
          "%s: needs 0 < resolveBelow <= fireAt, has %s and %s"
              .formatted(terms.name(), resolveBelow, fireAt));
    }
  }

  @Override
  public String kind() {
    return "model-degraded";
  }

  @Override
  public String watched() {
    return variate;
  }

  @Override
  public String claim() {
    return "is forecast with more than %s times the error of seasonal-naive"
        .formatted(Spoken.number(fireAt));
  }

  @Override
  public Finding find(RuleMemory memory, AlertEvidence evidence) {
    return JudgedModel.of(evidence.ledger(), variate)
        .filter(judged -> judged.points() >= points)
        .filter(judged -> Double.isFinite(judged.mean(LeadRecord::relMae)))
        .map(judged -> find(memory, judged))
        .orElseGet(() -> Finding.nothing(memory));
  }

  private Finding find(RuleMemory memory, JudgedModel judged) {
    double relative = judged.mean(LeadRecord::relMae);
    Map<String, Object> seen = new LinkedHashMap<>();
    seen.put("variate", variate);
    seen.put("relMae", relative);
    seen.put("points", judged.points());
    seen.put("model", judged.served().model());
    seen.put("version", judged.served().version());
    return new Finding(Thresholds.signal(relative, fireAt, resolveBelow), memory, seen);
  }
}
