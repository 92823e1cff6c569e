package io.millrace.benchmarks.networks;

import io.millrace.transformers.AutoCorrelation;
import io.millrace.transformers.Mask;
import io.millrace.transformers.ProbSparseAttention;
import io.millrace.transformers.Scope;
import io.millrace.transformers.SoftmaxAttention;
import io.millrace.transformers.TokenMixer;
import io.millrace.transformers.series.Autoformer;
import io.millrace.transformers.series.ForecastInput;
import io.millrace.transformers.series.Forecaster;
import io.millrace.transformers.series.Informer;
import io.millrace.transformers.series.InstanceNorm;
import io.millrace.transformers.series.InvertedTransformer;
import io.millrace.transformers.series.PointHead;
import io.millrace.transformers.series.SMamba;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** Whose cost grows with something: a mixer with its tokens, a forecaster with its variates. */
public enum Subject {
  /** Of tokens of 64, 8 heads. */
  FULL_ATTENTION(2) {
    @Override
    Operand<TFloat32> output(Scope at, Operand<TFloat32> noise) {
      return mixed(at, noise, new SoftmaxAttention(HEADS, 0));
    }
  },
  /** Informer's, likewise. */
  PROB_SPARSE(32) {
    @Override
    Operand<TFloat32> output(Scope at, Operand<TFloat32> noise) {
      return mixed(at, noise, new ProbSparseAttention(HEADS, Informer.FACTOR, 0, 1, false));
    }
  },
  /** Autoformer's, of tokens of 64. */
  AUTO_CORRELATION(32) {
    @Override
    Operand<TFloat32> output(Scope at, Operand<TFloat32> noise) {
      return mixed(at, noise, new AutoCorrelation(Autoformer.FACTOR));
    }
  },
  /** The whole network, two blocks of 128, lookback and horizon 96. */
  S_MAMBA(8) {
    @Override
    Operand<TFloat32> output(Scope at, Operand<TFloat32> noise) {
      return forecast(
          at, noise, SMamba.published(ROWS, 128, 0, InstanceNorm.published(), new PointHead(ROWS)));
    }
  },
  /** Likewise. */
  I_TRANSFORMER(8) {
    @Override
    Operand<TFloat32> output(Scope at, Operand<TFloat32> noise) {
      return forecast(
          at,
          noise,
          InvertedTransformer.published(
              ROWS, 128, 2, HEADS, 0, InstanceNorm.published(), new PointHead(ROWS)));
    }
  };

  private static final int HEADS = 8;
  private static final int WIDTH = 64;
  private static final int ROWS = 96;

  private final int batch;

  Subject(int batch) {
    this.batch = batch;
  }

  /** So many windows at once that what grows is more than what does not. */
  int batch() {
    return batch;
  }

  /** Of what it is fed. */
  Shape shape(int size) {
    return this == S_MAMBA || this == I_TRANSFORMER
        ? Shape.of(batch, ROWS, size)
        : Shape.of(batch, size, WIDTH);
  }

  /**
   * @param noise of {@link #shape}
   */
  abstract Operand<TFloat32> output(Scope at, Operand<TFloat32> noise);

  private static Operand<TFloat32> mixed(Scope at, Operand<TFloat32> noise, TokenMixer mixer) {
    return mixer.mix(at, noise, Mask.none());
  }

  private static Operand<TFloat32> forecast(
      Scope at, Operand<TFloat32> noise, Forecaster forecaster) {
    return forecaster.forecast(at, new ForecastInput(noise)).mean();
  }
}
