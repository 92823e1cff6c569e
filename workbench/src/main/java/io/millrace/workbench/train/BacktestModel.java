package io.millrace.workbench.train;

import io.millrace.transformers.series.Candidate;
import io.millrace.transformers.series.Fitted;
import io.millrace.transformers.series.ForecastData;
import io.millrace.transformers.series.ForecastTraining;
import io.millrace.transformers.series.HeldOut;
import io.millrace.transformers.series.ScoredForecaster;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What {@code --models} may name. */
enum BacktestModel {
  ITRANSFORMER(ForecasterKind.ITRANSFORMER),
  PATCHTST(ForecasterKind.PATCHTST),
  S_MAMBA(ForecasterKind.S_MAMBA),
  INFORMER(ForecasterKind.INFORMER),
  AUTOFORMER(ForecasterKind.AUTOFORMER),
  DLINEAR(ForecasterKind.DLINEAR),
  RLINEAR(ForecasterKind.RLINEAR),
  LAST_VALUE(null),
  SEASONAL_NAIVE(null);

  /** Null = nothing to train. */
  private final @Nullable ForecasterKind kind;

  BacktestModel(@Nullable ForecasterKind kind) {
    this.kind = kind;
  }

  /** Whether a report shows it as a model; the others are what it must beat. */
  boolean isControl() {
    return kind == null || kind.isLinear();
  }

  /** Trains on one fold, if there is something to train, and scores its test rows. */
  ScoredForecaster score(
      ForecastTraining training,
      NetworkOptions network,
      WindowOptions.Plan windows,
      ForecastData data,
      HeldOut heldOut) {
    if (kind == null) {
      return this == LAST_VALUE ? heldOut.lastValue() : heldOut.seasonalNaive();
    }
    ForecastData seen = kind.readsMask() ? data : data.unmasked();
    Candidate candidate = network.candidate(kind, windows, seen.training().count());
    Fitted fitted = training.fit(candidate, seen).withIntervals(windows.levels());
    return training.judge(fitted, seen, heldOut).get(0);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
