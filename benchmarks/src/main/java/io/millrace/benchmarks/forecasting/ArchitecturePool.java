package io.millrace.benchmarks.forecasting;

import io.millrace.transformers.Block;
import io.millrace.transformers.GeluFeedForward;
import io.millrace.transformers.IdentityMixer;
import io.millrace.transformers.LayerNorm;
import io.millrace.transformers.NormPlace;
import io.millrace.transformers.SoftmaxAttention;
import io.millrace.transformers.TokenMixer;
import io.millrace.transformers.series.Candidate;
import io.millrace.transformers.series.ForecastLoss;
import io.millrace.transformers.series.Forecaster;
import io.millrace.transformers.series.HistoryOnly;
import io.millrace.transformers.series.InstanceNorm;
import io.millrace.transformers.series.InvertedTransformer;
import io.millrace.transformers.series.PointHead;
import io.millrace.transformers.series.RLinear;
import io.millrace.transformers.series.SeasonalCycle;
import io.millrace.transformers.training.Adam;
import io.millrace.transformers.training.Schedule;
import io.millrace.transformers.training.TrainingPlan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Mixes of our blocks for ETTh1, lookback 96, horizon 96. The hour of the day is the one covariate,
 * and only the daily cycle reads it.
 */
final class ArchitecturePool {

  private static final int HORIZON = 96;
  private static final int VARIATES = 7;
  private static final int HOUR = 0; // the only covariate
  private static final float DROPOUT = 0.3f;

  private ArchitecturePool() {}

  /** By name, from a seed to a candidate. */
  static Map<String, IntFunction<Candidate>> candidates() {
    Map<String, IntFunction<Candidate>> pool = new LinkedHashMap<>();
    for (ForecastLoss.Point loss : ForecastLoss.Point.values()) {
      String suffix = loss == ForecastLoss.Point.SQUARED ? "" : ", absolute loss";
      pool.put("RLinear" + suffix, seed -> candidate(rlinear(), loss, 2e-3f, seed));
      pool.put("RLinear + cycle" + suffix, seed -> candidate(cycle(rlinear()), loss, 2e-3f, seed));
      pool.put(
          "MLP + cycle" + suffix,
          seed -> candidate(cycle(network(new IdentityMixer(), 256, 1)), loss, 5e-4f, seed));
      pool.put(
          "iTransformer + cycle" + suffix,
          seed ->
              candidate(
                  cycle(network(new SoftmaxAttention(8, DROPOUT), 128, 1)), loss, 5e-4f, seed));
      pool.put(
          "iTransformer" + suffix,
          seed -> candidate(network(new SoftmaxAttention(8, DROPOUT), 128, 1), loss, 5e-4f, seed));
    }
    return pool;
  }

  private static Candidate candidate(
      Forecaster forecaster, ForecastLoss.Point loss, float rate, int seed) {
    return new Candidate(
        forecaster,
        new ForecastLoss(loss, 1, 1),
        new TrainingPlan(12, 64, new Schedule.Cosine(rate, 0.05f), Adam.standard(), 1, 4, seed));
  }

  private static Forecaster cycle(Forecaster inner) {
    return new SeasonalCycle(inner, VARIATES, HOUR);
  }

  private static Forecaster rlinear() {
    return new RLinear(Recipes.LOOKBACK, InstanceNorm.published(), new PointHead(HORIZON));
  }

  /** A token a variate; with the identity as mixer, variates do not see each other. */
  private static Forecaster network(TokenMixer mixer, int width, int layers) {
    Block block =
        new Block(
            mixer,
            new GeluFeedForward(2 * width, DROPOUT, true),
            new LayerNorm(1e-5f),
            NormPlace.BEFORE,
            DROPOUT);
    return new HistoryOnly(
        new InvertedTransformer(
            Recipes.LOOKBACK,
            width,
            layers,
            block,
            DROPOUT,
            InstanceNorm.published(),
            new PointHead(HORIZON)));
  }
}
