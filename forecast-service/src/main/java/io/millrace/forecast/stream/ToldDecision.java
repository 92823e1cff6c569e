package io.millrace.forecast.stream;

import io.millrace.events.ForecastDecision;
import io.millrace.forecasting.Challenge;
import io.millrace.forecasting.Contest;
import io.millrace.forecasting.Served;
import io.millrace.forecasting.SkillChange;
import io.millrace.forecasting.SkillDecision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Who serves from a step on, as an event, with what it was decided by. */
final class ToldDecision {

  private ToldDecision() {}

  static ForecastDecision skill(ClosedStep step, SkillDecision decision) {
    SkillChange change = decision.change();
    Served model = decision.served();
    String reason =
        String.format(
            Locale.ROOT,
            change.demoted()
                ? "%s: %s %s erred more than seasonal-naive over %d points, which serves instead"
                : "%s: %s %s erred less than seasonal-naive over %d points and serves again",
            decision.variate(),
            model.model(),
            model.version(),
            change.points());
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("variate", decision.variate());
    evidence.put("model", model.model());
    evidence.put("version", model.version());
    putFinite(evidence, "relMae", change.relMae());
    evidence.put("points", change.points());
    evidence.put("statistic", change.evidence());
    evidence.put("needed", change.needed());
    return told(step, change.demoted() ? "demotion" : "recovery", reason, evidence);
  }

  /**
   * @param demoted variates in which seasonal-naive serves in the place of who was promoted
   */
  static ForecastDecision contest(ClosedStep step, Challenge challenge, List<String> demoted) {
    Contest contest = challenge.contest();
    boolean promoted = challenge.verdict() == Contest.Verdict.PROMOTED;
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("model", challenge.champion().model());
    evidence.put("version", challenge.champion().version());
    evidence.put("challenger", challenge.challenger().model());
    evidence.put("challengerVersion", challenge.challenger().version());
    evidence.put("verdict", challenge.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    putFinite(evidence, "relativeLoss", contest.relativeLoss());
    evidence.put("points", contest.points());
    putFinite(evidence, "statistic", contest.evidence());
    evidence.put("needed", Contest.needed());
    if (promoted && !demoted.isEmpty()) {
      evidence.put("demoted", demoted);
    }
    return told(step, promoted ? "promotion" : "challenger-dropped", reason(challenge), evidence);
  }

  private static String reason(Challenge challenge) {
    String what =
        switch (challenge.verdict()) {
          case PROMOTED -> "errs less than %s %s and serves in its place";
          case WORSE -> "errs more than %s %s and challenges it no longer";
          default -> "is no better than %s %s and challenges it no longer";
        };
    Served champion = challenge.champion();
    return "%s %s %s, after %d points"
        .formatted(
            challenge.challenger().model(),
            challenge.challenger().version(),
            what.formatted(champion.model(), champion.version()),
            challenge.contest().points());
  }

  /** JSON has no infinite ratio: seasonal-naive may never have erred. */
  private static void putFinite(Map<String, Object> evidence, String name, double value) {
    if (Double.isFinite(value)) {
      evidence.put(name, value);
    }
  }

  private static ForecastDecision told(
      ClosedStep step, String decision, String reason, Map<String, Object> evidence) {
    evidence.putAll(Told.origin(step.window()));
    return new ForecastDecision(step.series(), step.window().at(), decision, reason, evidence);
  }
}
