package io.millrace.benchmarks.forecasting;

import io.millrace.transformers.series.Candidate;
import io.millrace.transformers.series.Fitted;
import io.millrace.transformers.series.ForecastData;
import io.millrace.transformers.series.ForecastTraining;
import io.millrace.transformers.series.HeldOut;
import io.millrace.transformers.training.EpochReport;
import io.millrace.transformers.training.TrainingListener;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import io.millrace.workbench.proof.ProofRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long iTransformer takes to early stopping; trained each time anew. */
record TrainingTimeRow() implements ProofRow {

  private static final double MOST_SECONDS = 240;

  @Override
  public String name() {
    return "training-time-etth1-96";
  }

  @Override
  public String requirement() {
    return "iTransformer ETTh1-96, width 256, 2 layers, to early stopping on 2 cores in under 4"
        + " minutes";
  }

  @Override
  public String published() {
    return "";
  }

  @Override
  public Measurement measure(Bench bench) {
    Candidate candidate = Recipes.iTransformer(96, 256, 1);
    ForecastData data = new Run(BenchmarkSeries.ETTH1, candidate).data(bench);
    List<EpochReport> epochs = new ArrayList<>();
    TrainingListener counting =
        new TrainingListener() {
          @Override
          public void finished(EpochReport epoch) {
            epochs.add(epoch);
          }
        };
    ForecastTraining training = new ForecastTraining(counting, System::nanoTime);
    long start = System.nanoTime();
    Fitted fitted = training.fitHeard(candidate, data);
    double seconds = (System.nanoTime() - start) / 1e9;
    double mse =
        Run.scored(fitted, data, HeldOut.test(data, BenchmarkSeries.ETTH1.season())).errors().mse();
    return Measurement.of(String.format(Locale.ROOT, "%.0f s", seconds), seconds < MOST_SECONDS)
        .withNote(
            String.format(
                Locale.ROOT,
                "%d epochs of at most %d, the best was epoch %d; test MSE %.4f.",
                epochs.size(),
                candidate.plan().epochs(),
                epochs.stream()
                    .filter(EpochReport::best)
                    .mapToInt(EpochReport::epoch)
                    .max()
                    .orElse(0),
                mse));
  }
}
