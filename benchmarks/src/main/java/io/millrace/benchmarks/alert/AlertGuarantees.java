package io.millrace.benchmarks.alert;

import io.millrace.benchmarks.Testbeds;
import io.millrace.benchmarks.forecast.ForecastTestbed;
import io.millrace.benchmarks.forecast.KillPlan;
import io.millrace.workbench.proof.Proof;
import io.millrace.workbench.proof.ProofRow;
import java.time.Duration;
import java.util.List;

/** What alerts promise, and the decisions about who serves a series. */
public final class AlertGuarantees implements Proof {

  private static final long SEED = 20261128;

  /** Of rows whose constants were chosen on other seeds. */
  private static final long SKILL_SEED = 20270201;

  @Override
  public String name() {
    return "alert-guarantees";
  }

  @Override
  public String claim() {
    return "Alerts come before the breach, once, with a reason; a model that has gone bad is found"
        + " out.";
  }

  @Override
  public List<ProofRow> rows() {
    Testbeds<ForecastTestbed> fresh = Testbeds.fresh(ForecastTestbed::fresh);
    return List.of(
        new BreachAheadRow(List.of(BreachProcess.values()), 2500, 2, SEED, 200, 0.07, true),
        new EpisodesRow(20, SEED, fresh),
        new KilledRow(new KillPlan(20, 10, Duration.ofMillis(3300), 2, 20, 150, SEED), fresh),
        new NabRow(name -> true, 50),
        new PlantedCauseRow(20, 1_500, 0.02, 0.02, SEED, fresh),
        new DemotionRow(50, SKILL_SEED),
        new ChallengerRow(400, SKILL_SEED),
        new DeliveryRow(
            Duration.ofMinutes(5),
            Duration.ofSeconds(60),
            100,
            2,
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            true,
            20,
            SEED,
            Testbeds.fresh(DeliveryTestbed::fresh)));
  }
}
