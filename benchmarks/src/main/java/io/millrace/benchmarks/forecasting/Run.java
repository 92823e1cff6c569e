package io.millrace.benchmarks.forecasting;

import io.millrace.transformers.FloatTensor;
import io.millrace.transformers.Safetensors;
import io.millrace.transformers.SafetensorsWriter;
import io.millrace.transformers.series.Candidate;
import io.millrace.transformers.series.Fitted;
import io.millrace.transformers.series.ForecastData;
import io.millrace.transformers.series.ForecastTraining;
import io.millrace.transformers.series.HeldOut;
import io.millrace.transformers.series.ScoredForecaster;
import io.millrace.transformers.series.SeriesCovariates;
import io.millrace.transformers.training.Checkpointing;
import io.millrace.transformers.training.TrainingListener;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Circumstances;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.ndarray.Shape;

/**
 * One training of one candidate with one seed. It resumes if it was stopped; once finished, its
 * weights are kept, and asking again costs nothing.
 */
record Run(BenchmarkSeries series, Candidate candidate, SeriesCovariates covariates) {

  private static final String SECONDS = "seconds";
  private static final String COMMIT = "commit";

  private static final ForecastTraining TRAINING =
      new ForecastTraining(TrainingListener.NONE, System::nanoTime);

  Run(BenchmarkSeries series, Candidate candidate) {
    this(series, candidate, SeriesCovariates.none());
  }

  ForecastData data(Bench bench) {
    int lookback = candidate.forecaster().lookback();
    return series.data(bench, lookback, candidate.forecaster().horizon(), covariates);
  }

  Fitted fitted(Bench bench, ForecastData data) {
    Path weights = kept(bench, ".safetensors");
    return Files.isRegularFile(weights) ? read(weights) : train(bench, data, weights);
  }

  /** Errors on the test rows; calibrated on validation rows. */
  ScoredForecaster tested(Bench bench) {
    ForecastData data = data(bench);
    return scored(fitted(bench, data), data, HeldOut.test(data, series.season()));
  }

  /** The commit whose code trained the weights that are kept. */
  String commit(Bench bench) {
    try {
      return Safetensors.open(kept(bench, ".safetensors")).metadata().getOrDefault(COMMIT, "?");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path kept(Bench bench, String suffix) {
    return bench.kept(this + " on data of sha256 " + series.sha256(bench), suffix);
  }

  static ScoredForecaster scored(Fitted fitted, ForecastData data, HeldOut heldOut) {
    return TRAINING.judge(fitted, data, heldOut).get(0);
  }

  private Fitted train(Bench bench, ForecastData data, Path weights) {
    Checkpointing checkpoint = Checkpointing.in(kept(bench, ".checkpoint.safetensors"));
    Fitted fitted = TRAINING.fit(candidate, data, checkpoint);
    bench.say(
        "  trained %s on %s, horizon %d, seed %d: %.0f s",
        candidate.name(),
        series,
        candidate.forecaster().horizon(),
        candidate.plan().seed(),
        fitted.seconds());
    try {
      SafetensorsWriter.write(
          weights,
          Map.of(
              SECONDS,
              Double.toString(fitted.seconds()),
              COMMIT,
              Circumstances.of(bench.repository()).commit()),
          tensors(fitted));
      checkpoint.discard();
    } catch (IOException e) {
      throw new UncheckedIOException(weights + ": " + e.getMessage(), e);
    }
    return fitted;
  }

  private static Map<String, FloatTensor> tensors(Fitted fitted) {
    Map<String, FloatTensor> tensors = new LinkedHashMap<>();
    fitted
        .weights()
        .forEach(
            (path, values) -> tensors.put(path, new FloatTensor(Shape.of(values.length), values)));
    return tensors;
  }

  private Fitted read(Path file) {
    try {
      Safetensors kept = Safetensors.open(file);
      Map<String, float[]> weights = new HashMap<>();
      kept.names().forEach(name -> weights.put(name, kept.floats(name).values()));
      double seconds = Double.parseDouble(kept.metadata().getOrDefault(SECONDS, "NaN"));
      return new Fitted(candidate.forecaster(), weights, seconds);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }
}
