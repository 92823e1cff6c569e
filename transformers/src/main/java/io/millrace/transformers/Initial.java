package io.millrace.transformers;

import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import org.tensorflow.ndarray.Shape;

/** How a fresh weight starts. */
public sealed interface Initial {

  /** Row-major values; the same for the same shape and seed. */
  float[] values(Shape shape, long seed);

  static Initial zeros() {
    return new Constant(0);
  }

  static Initial ones() {
    return new Constant(1);
  }

  /** Uniform within ±1/√inputs: what PyTorch gives a linear layer's kernel and bias. */
  static Initial fanIn(long inputs) {
    return new Uniform((float) (1 / Math.sqrt((double) inputs)));
  }

  /** Every value the same. */
  record Constant(float value) implements Initial {
    @Override
    public float[] values(Shape shape, long seed) {
      float[] values = new float[Math.toIntExact(shape.size())];
      Arrays.fill(values, value);
      return values;
    }
  }

  /** Independent draws from [−bound, bound). */
  record Uniform(float bound) implements Initial {
    @Override
    public float[] values(Shape shape, long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      float[] values = new float[Math.toIntExact(shape.size())];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (bound * (2 * random.nextDouble() - 1));
      }
      return values;
    }
  }

  /** log 1 throughout the first row, log 2 throughout the second, and so on. */
  record LogOfRow() implements Initial {
    @Override
    public float[] values(Shape shape, long seed) {
      int row = Math.toIntExact(shape.size() / shape.get(0));
      float[] values = new float[Math.toIntExact(shape.size())];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) Math.log(1.0 + i / row);
      }
      return values;
    }
  }

  /** Independent draws whose softplus is log-uniform in [least, most). */
  record LogUniformSoftplus(float least, float most) implements Initial {
    @Override
    public float[] values(Shape shape, long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      float[] values = new float[Math.toIntExact(shape.size())];
      for (int i = 0; i < values.length; i++) {
        double softplus = least * Math.pow((double) most / least, random.nextDouble());
        values[i] = (float) Math.log(Math.expm1(softplus));
      }
      return values;
    }
  }

  /** Independent normal draws around zero. */
  record Normal(float deviation) implements Initial {
    @Override
    public float[] values(Shape shape, long seed) {
      Random random = new Random(seed);
      float[] values = new float[Math.toIntExact(shape.size())];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (deviation * random.nextGaussian());
      }
      return values;
    }
  }
}
