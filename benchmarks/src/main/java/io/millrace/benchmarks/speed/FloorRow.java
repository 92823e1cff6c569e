package io.millrace.benchmarks.speed;

import io.millrace.benchmarks.Folders;
import io.millrace.benchmarks.Latencies;
import io.millrace.serving.ModelManifest;
import io.millrace.serving.Scaling;
import io.millrace.transformers.Scope;
import io.millrace.transformers.Variables;
import io.millrace.transformers.series.InputShape;
import io.millrace.transformers.series.InstanceNorm;
import io.millrace.transformers.series.InvertedTransformer;
import io.millrace.transformers.series.PointHead;
import io.millrace.transformers.training.BatchInput;
import io.millrace.transformers.training.Inputs;
import io.millrace.transformers.training.SavedModelWriter;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import io.millrace.workbench.proof.ProofRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tensorflow.Graph;
import org.tensorflow.op.Ops;

/**
 * One call of a drawn iTransformer, 7 variates, 96 → 96, beside the least time that its matrix
 * products can take on this machine.
 *
 * @param batches rows of a call; the last is judged
 * @param most times the floor
 * @param turns of each; figures are medians
 * @param seconds of each turn
 */
record FloorRow(List<Integer> batches, double most, int turns, double seconds) implements ProofRow {

  private static final int STEPS = 96; // of lookback and horizon
  private static final int VARIATES = 7;
  private static final int WIDTH = 128;
  private static final int LAYERS = 2;
  private static final int HEADS = 8;

  @Override
  public String name() {
    return "itransformer-floor";
  }

  @Override
  public String requirement() {
    return String.format(
        Locale.ROOT,
        "iTransformer, 7 variates, 96 to 96, width 128, batches of %s: time over FLOP ÷ peak, at"
            + " most %.1f at the largest",
        batches,
        most);
  }

  @Override
  public String published() {
    return "";
  }

  @Override
  public Measurement measure(Bench bench) {
    Path bundle = bundle();
    double peak = MatrixPeak.gigaflops();
    double[] times = new double[batches.size()];
    try (CallProcess network = new CallProcess(ForecastCalls.class, bundle)) {
      for (int i = 0; i < times.length; i++) {
        double[] millis = new double[turns];
        for (int turn = 0; turn < turns; turn++) {
          millis[turn] = network.millis(batches.get(i), STEPS, seconds);
        }
        times[i] = new Latencies(millis).quantile(0.5);
        bench.say("  batch %d: %.3f ms", batches.get(i), times[i]);
      }
    } finally {
      Folders.delete(bundle);
    }
    String reached =
        IntStream.range(0, times.length)
            .mapToObj(
                i ->
                    String.format(
                        Locale.ROOT,
                        "%.1f (%.2f ms) at %d",
                        times[i] / floor(batches.get(i), peak),
                        times[i],
                        batches.get(i)))
            .collect(Collectors.joining(", "));
    int last = times.length - 1;
    return Measurement.of(reached, times[last] <= most * floor(batches.get(last), peak))
        .withNote(
            String.format(
                Locale.ROOT,
                "%.2f million FLOP a row, matrix products alone; peak measured in the same run:"
                    + " %.0f GFLOP/s on all cores.",
                flops() / 1e6,
                peak));
  }

  /** Milliseconds. */
  private static double floor(int batch, double peak) {
    return batch * flops() / (peak * 1e9) * 1e3;
  }

  /** Of the matrix products of one row. */
  private static double flops() {
    double maps = 4.0 * WIDTH * WIDTH + 2.0 * WIDTH * WIDTH; // of attention and feed-forward
    double mixing = 2.0 * VARIATES * WIDTH; // scores and their use
    return 2 * VARIATES * (2.0 * STEPS * WIDTH + LAYERS * (maps + mixing));
  }

  private static Path bundle() {
    InvertedTransformer network =
        InvertedTransformer.of(
            STEPS, WIDTH, LAYERS, HEADS, WIDTH, 0, InstanceNorm.published(), new PointHead(STEPS));
    InputShape shape = new InputShape(STEPS, STEPS, 0, 0, false);
    try {
      Path folder = Files.createTempDirectory("itransformer");
      SavedModelWriter.writeWithLowered(
          folder.resolve("saved_model"),
          shape.inputs(),
          weights(network, shape),
          (at, inputs) -> Map.of("mean", network.forecast(at, shape.of(inputs)).mean()));
      double[] ones = new double[VARIATES];
      Arrays.fill(ones, 1);
      ModelManifest.forecast(
              "itransformer",
              "1",
              IntStream.range(0, VARIATES).mapToObj(each -> "v" + each).toList(),
              Duration.ofHours(1),
              STEPS,
              STEPS,
              List.of(),
              Scaling.of(new double[VARIATES], ones))
          .write(folder.resolve("model.json"));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, float[]> weights(InvertedTransformer network, InputShape shape) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Variables variables = new Variables();
      List<BatchInput> inputs = shape.inputs();
      var unused = network.forecast(Scope.serving(tf, variables), shape.of(new Inputs(tf, inputs)));
      Map<String, float[]> drawn = new HashMap<>();
      variables.byPath().forEach((path, weight) -> drawn.put(path, weight.initialValues(1)));
      return drawn;
    }
  }
}
