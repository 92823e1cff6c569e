package io.millrace.workbench.train;

import io.millrace.transformers.series.Autoformer;
import io.millrace.transformers.series.Candidate;
import io.millrace.transformers.series.DLinear;
import io.millrace.transformers.series.EncoderDecoderSize;
import io.millrace.transformers.series.ForecastHead;
import io.millrace.transformers.series.ForecastLoss;
import io.millrace.transformers.series.Forecaster;
import io.millrace.transformers.series.FourierHead;
import io.millrace.transformers.series.Informer;
import io.millrace.transformers.series.InstanceNorm;
import io.millrace.transformers.series.InvertedTransformer;
import io.millrace.transformers.series.PatchTransformer;
import io.millrace.transformers.series.PointHead;
import io.millrace.transformers.series.QuantileHead;
import io.millrace.transformers.series.RLinear;
import io.millrace.transformers.series.SMamba;
import io.millrace.transformers.series.StepHead;
import io.millrace.transformers.training.Adam;
import io.millrace.transformers.training.AdamW;
import io.millrace.transformers.training.Optimiser;
import io.millrace.transformers.training.TrainingPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The knobs of a network and of its training; every default is one that was seen to work. */
final class NetworkOptions {

  private static final int DLINEAR_WINDOW = 25;

  /** Enough steps to learn from few rows; with many, ten epochs are more than enough. */
  private static final int FEWEST_STEPS = 1500;

  private static final int USUAL_EPOCHS = 10;
  private static final int MOST_EPOCHS = 60;

  @Option(
      names = "--head",
      description = "what a lead gets: ${COMPLETION-CANDIDATES} (quantile; point for DLinear)")
  @Nullable HeadKind head;

  @Option(
      names = "--width",
      description = "of a token (default: 128; 64 for Informer, 32 for Autoformer)")
  @Nullable Integer width;

  @Option(names = "--layers", description = "number of blocks (${DEFAULT-VALUE})")
  int layers = 2;

  @Option(names = "--heads", description = "of attention (${DEFAULT-VALUE})")
  int heads = 8;

  @Option(
      names = "--feed-forward",
      description =
          "width inside a block's feed-forward (default: --width; twice that for PatchTST,"
              + " Informer and Autoformer)")
  @Nullable Integer feedForward;

  @Option(names = "--patch", description = "PatchTST: rows of a token (${DEFAULT-VALUE})")
  int patch = PatchTransformer.PATCH;

  @Option(
      names = "--stride",
      description = "PatchTST: rows from one token to the next (${DEFAULT-VALUE})")
  int stride = PatchTransformer.STRIDE;

  @Option(names = "--states", description = "S-Mamba: per channel and direction (${DEFAULT-VALUE})")
  int states = 2;

  @Option(
      names = "--decoder-layers",
      description = "Informer, Autoformer: blocks of the decoder (${DEFAULT-VALUE})")
  int decoderLayers = 1;

  @Option(
      names = "--label",
      description =
          "Informer, Autoformer: last rows that the decoder reads once more (default: half of the"
              + " lookback)")
  @Nullable Integer label;

  @Option(
      names = "--factor",
      description =
          "Informer, Autoformer: attended queries or delays are this many times the logarithm of"
              + " the length (default: 5; 3 for Autoformer)")
  @Nullable Integer factor;

  @Option(
      names = "--moving-average",
      description = "Autoformer: rows of the trend's moving average, odd (${DEFAULT-VALUE})")
  int movingAverage = Autoformer.WINDOW;

  @Option(
      names = "--window-norm",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description =
          "take level and deviation out of each window; Informer and Autoformer were published"
              + " without (${DEFAULT-VALUE})")
  boolean windowNorm = true;

  @Option(names = "--dropout", description = "rate while training (${DEFAULT-VALUE})")
  float dropout = 0.1f;

  @Option(
      names = "--anchor",
      description = "level taken out of a window: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
  InstanceNorm.Anchor anchor = InstanceNorm.Anchor.MEAN;

  @Option(
      names = "--variance-floor",
      description = "added to a window's variance, scaled units (${DEFAULT-VALUE})")
  float varianceFloor = 1e-5f;

  @Option(names = "--frequencies", description = "of a Fourier head's density (${DEFAULT-VALUE})")
  int frequencies = 12;

  @Option(
      names = "--point-loss",
      description = "towards which the mean learns: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
  ForecastLoss.Point pointLoss = ForecastLoss.Point.SQUARED;

  @Option(
      names = "--quantile-weight",
      description = "of pinball loss, or of a density's likelihood (${DEFAULT-VALUE})")
  float quantileWeight = 1;

  @Option(
      names = "--epochs",
      description = "at most (default: 10, or as many as make 1,500 steps, up to 60)")
  @Nullable Integer epochs;

  @Option(names = "--patience", description = "epochs without gain (default: 3, or a third)")
  @Nullable Integer patience;

  @Option(names = "--batch", description = "windows a step (${DEFAULT-VALUE})")
  int batch = 32;

  @Option(
      names = "--learning-rate",
      description =
          "the largest of the run (default: 0.0002; 0.0003 for Informer, 0.001 for Autoformer,"
              + " 0.005 for linear networks)")
  @Nullable Float learningRate;

  @Option(
      names = "--schedule",
      description =
          "of the rate: ${COMPLETION-CANDIDATES} (default: halved; cosine beyond 10 epochs)")
  @Nullable ScheduleKind schedule;

  @Option(names = "--clip", description = "longest gradient, 0 = any (${DEFAULT-VALUE})")
  float clip = 1;

  @Option(names = "--weight-decay", description = "of AdamW; 0 = plain Adam (${DEFAULT-VALUE})")
  float weightDecay = 0;

  @Option(names = "--seed", description = "of weights, order and dropout (${DEFAULT-VALUE})")
  int seed = 1;

  /**
   * @param examples that it trains on
   * @throws IllegalArgumentException naming what doesn't fit
   */
  Candidate candidate(ForecasterKind kind, WindowOptions.Plan windows, int examples) {
    checkWidths(kind);
    return new Candidate(
        forecaster(kind, windows),
        new ForecastLoss(pointLoss, quantileWeight, quantileWeight),
        plan(kind, examples));
  }

  private Forecaster forecaster(ForecasterKind kind, WindowOptions.Plan windows) {
    int lookback = windows.lookback();
    if (!windowNorm && kind != ForecasterKind.INFORMER && kind != ForecasterKind.AUTOFORMER) {
      throw new IllegalArgumentException(
          "--no-window-norm: Informer and Autoformer can do without, not " + kind);
    }
    return switch (kind) {
      case DLINEAR -> dlinear(windows);
      case RLINEAR -> new RLinear(lookback, norm(), head(windows));
      case ITRANSFORMER ->
          InvertedTransformer.of(
              lookback,
              width(kind),
              layers,
              heads,
              hidden(kind, 1),
              dropout,
              norm(),
              head(windows));
      case PATCHTST ->
          PatchTransformer.published(
              lookback,
              patch,
              stride,
              width(kind),
              layers,
              heads,
              hidden(kind, 2),
              dropout,
              norm(),
              head(windows));
      case S_MAMBA ->
          new SMamba(
              lookback,
              width(kind),
              layers,
              states,
              hidden(kind, 1),
              dropout,
              norm(),
              head(windows));
      case INFORMER ->
          new Informer(
              lookback,
              label(lookback),
              size(kind),
              factor == null ? Informer.FACTOR : factor,
              seed,
              windowNorm ? norm() : null,
              steps(windows));
      case AUTOFORMER ->
          new Autoformer(
              lookback,
              label(lookback),
              size(kind),
              factor == null ? Autoformer.FACTOR : factor,
              movingAverage,
              windowNorm ? norm() : null,
              steps(windows));
    };
  }

  private int label(int lookback) {
    return label == null ? Math.max(1, lookback / 2) : label;
  }

  private EncoderDecoderSize size(ForecasterKind kind) {
    return new EncoderDecoderSize(
        width(kind), heads, layers, decoderLayers, hidden(kind, 2), dropout);
  }

  private StepHead steps(WindowOptions.Plan windows) {
    if (head == HeadKind.FOURIER) {
      throw new IllegalArgumentException(
          "--head: Informer and Autoformer have a point or a quantile head, not " + head);
    }
    return new StepHead(
        windows.horizon(),
        windows.targets(),
        head == HeadKind.POINT ? List.of() : windows.levels());
  }

  private int width(ForecasterKind kind) {
    return width == null ? kind.width() : width;
  }

  private void checkWidths(ForecasterKind kind) {
    if (heads < 1 || width(kind) % heads != 0) {
      throw new IllegalArgumentException(
          "--heads: expected a divisor of --width, %d, found %d".formatted(width(kind), heads));
    }
    if (feedForward != null && feedForward < 1) {
      throw new IllegalArgumentException(
          "--feed-forward: expected at least 1, found " + feedForward);
    }
  }

  private int hidden(ForecasterKind kind, int timesWidth) {
    return feedForward == null ? timesWidth * width(kind) : feedForward;
  }

  private DLinear dlinear(WindowOptions.Plan windows) {
    if (head != null && head != HeadKind.POINT) {
      throw new IllegalArgumentException("--head: DLinear has a point head only, not " + head);
    }
    return new DLinear(windows.lookback(), windows.horizon(), DLINEAR_WINDOW);
  }

  private InstanceNorm norm() {
    return new InstanceNorm(anchor, varianceFloor);
  }

  private ForecastHead head(WindowOptions.Plan windows) {
    if (head == HeadKind.POINT || (head == null && windows.levels().isEmpty())) {
      return new PointHead(windows.horizon());
    }
    return head != HeadKind.FOURIER
        ? new QuantileHead(windows.horizon(), windows.levels())
        : new FourierHead(windows.horizon(), windows.levels(), frequencies, 8 * frequencies, 5);
  }

  private TrainingPlan plan(ForecasterKind kind, int examples) {
    if (batch < 1) {
      throw new IllegalArgumentException("--batch: expected at least 1, found " + batch);
    }
    int most = epochs == null ? epochs(Math.max(1, (examples + batch - 1) / batch)) : epochs;
    int patient = patience == null ? Math.max(3, most / 3) : patience;
    float rate = learningRate == null ? kind.learningRate() : learningRate;
    ScheduleKind over = schedule == null ? usualSchedule(most) : schedule;
    return new TrainingPlan(most, batch, over.of(rate), optimiser(), clip, patient, seed);
  }

  private static ScheduleKind usualSchedule(int epochs) {
    return epochs > USUAL_EPOCHS ? ScheduleKind.COSINE : ScheduleKind.HALVED;
  }

  /** Lets the options say what {@link #candidate} derives, so that a recipe can repeat it. */
  void settle(ForecasterKind kind, int examples) {
    TrainingPlan plan = plan(kind, examples);
    epochs = plan.epochs();
    width = width(kind);
    patience = plan.patience();
    learningRate = learningRate == null ? Float.valueOf(kind.learningRate()) : learningRate;
    schedule = schedule == null ? usualSchedule(plan.epochs()) : schedule;
  }

  private static int epochs(int steps) {
    return Math.max(USUAL_EPOCHS, Math.min(MOST_EPOCHS, FEWEST_STEPS / steps));
  }

  private Optimiser optimiser() {
    return weightDecay == 0 ? Adam.standard() : new AdamW(Adam.standard(), weightDecay);
  }
}
