package io.millrace.transformers.series;

import io.millrace.transformers.training.Adam;
import io.millrace.transformers.training.Schedule;
import io.millrace.transformers.training.TrainingPlan;

/** A forecaster and how it is trained: one line of a comparison. */
public record Candidate(Forecaster forecaster, ForecastLoss loss, TrainingPlan plan) {

  private static final int DLINEAR_WINDOW = 25;
  private static final float LINEAR_RATE = 5e-3f;
  private static final int BATCH = 32;
  private static final int EPOCHS = 10;
  private static final int PATIENCE = 3;

  /** DLinear as published: window 25, Adam 0.005 halved each epoch. */
  public static Candidate dlinear(int lookback, int horizon, int seed) {
    return linear(new DLinear(lookback, horizon, DLINEAR_WINDOW), seed);
  }

  /** RLinear, trained as DLinear is. */
  public static Candidate rlinear(int lookback, int horizon, int seed) {
    return linear(new RLinear(lookback, InstanceNorm.published(), new PointHead(horizon)), seed);
  }

  private static Candidate linear(Forecaster forecaster, int seed) {
    return new Candidate(
        forecaster,
        ForecastLoss.standard(),
        new TrainingPlan(
            EPOCHS,
            BATCH,
            new Schedule.HalvedEachEpoch(LINEAR_RATE),
            Adam.standard(),
            0,
            PATIENCE,
            seed));
  }

  public String name() {
    return forecaster.name();
  }

  /** The same, started from another seed. */
  public Candidate withSeed(int seed) {
    TrainingPlan other =
        new TrainingPlan(
            plan.epochs(),
            plan.batchSize(),
            plan.schedule(),
            plan.optimiser(),
            plan.clipNorm(),
            plan.patience(),
            seed);
    return new Candidate(forecaster, loss, other);
  }

  ForecastObjective objective(InputShape shape) {
    return new ForecastObjective(forecaster, loss, shape);
  }
}
