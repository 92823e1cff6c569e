package io.millrace.benchmarks.speed;

import io.millrace.benchmarks.Folders;
import io.millrace.benchmarks.Latencies;
import io.millrace.serving.ModelManifest;
import io.millrace.transformers.text.EncoderEmbedder;
import io.millrace.transformers.text.MiniLm;
import io.millrace.transformers.text.Pooling;
import io.millrace.transformers.text.TextBundle;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import io.millrace.workbench.proof.ProofRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * One call of MiniLM, beside ONNX Runtime on the same file and the same cores: each in a JVM of its
 * own, in turn.
 *
 * @param rows texts of a call
 * @param length tokens of each
 * @param least share of ONNX Runtime's speed
 * @param turns of both; each figure is the median
 * @param seconds of each turn
 */
record CallRow(int rows, int length, double least, int turns, double seconds) implements ProofRow {

  @Override
  public String name() {
    return "minilm-%dx%d".formatted(rows, length);
  }

  @Override
  public String requirement() {
    return String.format(
        Locale.ROOT,
        "MiniLM, %d text%s of %d tokens a call: at least %.2f of ONNX Runtime's speed",
        rows,
        rows == 1 ? "" : "s",
        length,
        least);
  }

  @Override
  public String published() {
    return "";
  }

  @Override
  public Measurement measure(Bench bench) {
    double[] ours = new double[turns];
    double[] theirs = new double[turns];
    Path bundle = bundle();
    try (CallProcess served = new CallProcess(ServedCalls.class, bundle);
        CallProcess peer = new CallProcess(OnnxCalls.class)) {
      served.millis(rows, length, seconds); // warms up
      peer.millis(rows, length, seconds);
      for (int turn = 0; turn < turns; turn++) {
        ours[turn] = served.millis(rows, length, seconds);
        theirs[turn] = peer.millis(rows, length, seconds);
        bench.say("  %s: %.2f ms, ONNX Runtime %.2f ms", name(), ours[turn], theirs[turn]);
      }
    } finally {
      Folders.delete(bundle);
    }
    double share = median(theirs) / median(ours);
    return new Measurement(
        String.format(
            Locale.ROOT,
            "%.2f: %.2f ms a call, ONNX Runtime %.2f",
            share,
            median(ours),
            median(theirs)),
        share >= least,
        IntStream.range(0, turns).mapToObj(turn -> theirs[turn] / ours[turn]).toList(),
        "Through serving's call for texts, without the time of tokenizing; pooled vectors come out,"
            + " of ONNX Runtime (1.22.0, its defaults) those of the tokens. Spread: ratios of the"
            + " turns.");
  }

  private static double median(double[] figures) {
    return new Latencies(figures).quantile(0.5);
  }

  private static Path bundle() {
    try {
      Path folder = Files.createTempDirectory("minilm");
      TextBundle.write(
          folder,
          ModelManifest.textEmbedding("minilm", "1", 256),
          new EncoderEmbedder(MiniLm.ENCODER, Pooling.mean(), false),
          MiniLm.weights(),
          MiniLm.tokenizer());
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
