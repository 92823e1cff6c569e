package io.millrace.transformers.training;

/** The learning rate over a run. */
public sealed interface Schedule {

  /**
   * @param epoch from 0
   * @param step from 0, over the whole run
   * @param stepsPerEpoch at least 1
   * @param epochs planned, whether or not the run stops early
   */
  float rate(int epoch, long step, long stepsPerEpoch, int epochs);

  /** Always the same. */
  record Constant(float rate) implements Schedule {
    @Override
    public float rate(int epoch, long step, long stepsPerEpoch, int epochs) {
      return rate;
    }
  }

  /** Half the rate of the epoch before, as iTransformer and DLinear were published with. */
  record HalvedEachEpoch(float first) implements Schedule {
    @Override
    public float rate(int epoch, long step, long stepsPerEpoch, int epochs) {
      return (float) (first * Math.pow(0.5, epoch));
    }
  }

  /**
   * Linear warm-up from zero, then half a cosine to zero.
   *
   * @param warmUp share of all steps, in [0, 1)
   */
  record Cosine(float peak, float warmUp) implements Schedule {
    @Override
    public float rate(int epoch, long step, long stepsPerEpoch, int epochs) {
      double total = (double) stepsPerEpoch * epochs;
      double warm = Math.rint(warmUp * total);
      if (step < warm) {
        return (float) (peak * (step + 1) / warm);
      }
      return (float)
          (peak * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, (step - warm) / (total - warm)))));
    }
  }
}
