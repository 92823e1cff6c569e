package io.millrace.benchmarks.speed;

import io.millrace.serving.ForecastInputs;
import io.millrace.serving.ForecastNetwork;
import io.millrace.serving.ModelBundle;
import java.nio.file.Path;
import java.util.Random;

/** The main class of a process in which {@code serving} runs a forecaster. */
public final class ForecastCalls {

  private ForecastCalls() {}

  /**
   * @param args folder of the bundle
   */
  public static void main(String[] args) {
    try (ForecastNetwork network = ForecastNetwork.load(ModelBundle.read(Path.of(args[0])))) {
      int variates = network.manifest().variates().size();
      CallLoop.answer(
          (rows, lookback) -> {
            float[] history = new float[rows * lookback * variates];
            Random random = new Random(1);
            for (int i = 0; i < history.length; i++) {
              history[i] = (float) random.nextGaussian();
            }
            ForecastInputs inputs = new ForecastInputs(rows, history);
            return () -> {
              long start = System.nanoTime();
              var unused = network.predict(inputs, rows);
              return System.nanoTime() - start;
            };
          });
    }
  }
}
