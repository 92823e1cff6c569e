package io.millrace.benchmarks.forecasting;

import io.millrace.transformers.series.Autoformer;
import io.millrace.transformers.series.Candidate;
import io.millrace.transformers.series.EncoderDecoderSize;
import io.millrace.transformers.series.ForecastHead;
import io.millrace.transformers.series.ForecastLoss;
import io.millrace.transformers.series.Informer;
import io.millrace.transformers.series.InstanceNorm;
import io.millrace.transformers.series.InvertedTransformer;
import io.millrace.transformers.series.PointHead;
import io.millrace.transformers.series.SMamba;
import io.millrace.transformers.series.StepHead;
import io.millrace.transformers.training.Adam;
import io.millrace.transformers.training.Schedule;
import io.millrace.transformers.training.TrainingPlan;

/** How networks were trained where their numbers come from: their authors' scripts. */
final class Recipes {

  static final int LOOKBACK = 96;

  private static final int HEADS = 8;
  private static final int LAYERS = 2;
  private static final float DROPOUT = 0.1f;
  private static final float RATE = 1e-4f;

  private Recipes() {}

  static Candidate iTransformer(int horizon, int width, int seed) {
    return iTransformer(new PointHead(horizon), width, seed);
  }

  static Candidate iTransformer(ForecastHead head, int width, int seed) {
    return new Candidate(
        InvertedTransformer.published(
            LOOKBACK, width, LAYERS, HEADS, DROPOUT, InstanceNorm.published(), head),
        ForecastLoss.standard(),
        plan(RATE, seed));
  }

  /** S-Mamba, two blocks of 256, as its authors' script has it. */
  static Candidate sMamba(int horizon, int seed) {
    return new Candidate(
        SMamba.published(LOOKBACK, 256, DROPOUT, InstanceNorm.published(), new PointHead(horizon)),
        ForecastLoss.standard(),
        plan(7e-5f, seed));
  }

  /** Informer, an eighth as wide as published, and so with a larger rate. */
  static Candidate informer(int horizon, int variates, int seed) {
    return new Candidate(
        new Informer(
            LOOKBACK,
            Informer.LABEL_LENGTH,
            size(64),
            Informer.FACTOR,
            seed,
            null,
            StepHead.ofMean(horizon, variates)),
        ForecastLoss.standard(),
        plan(3e-4f, seed));
  }

  /** Autoformer, a sixteenth as wide as published, and so with a larger rate. */
  static Candidate autoformer(int horizon, int variates, int seed) {
    return new Candidate(
        new Autoformer(
            LOOKBACK,
            Autoformer.LABEL_LENGTH,
            size(32),
            Autoformer.FACTOR,
            Autoformer.WINDOW,
            null,
            StepHead.ofMean(horizon, variates)),
        ForecastLoss.standard(),
        plan(1e-3f, seed));
  }

  private static EncoderDecoderSize size(int width) {
    return new EncoderDecoderSize(width, HEADS, 2, 1, 2 * width, 0.05f);
  }

  /** Adam, halved each epoch, at most 10, patience 3, batches of 32. */
  static TrainingPlan plan(float rate, int seed) {
    return new TrainingPlan(
        10, 32, new Schedule.HalvedEachEpoch(rate), Adam.standard(), 1, 3, seed);
  }
}
