package io.millrace.benchmarks.text;

import io.millrace.transformers.text.EncoderSession;
import io.millrace.transformers.text.MiniLm;
import io.millrace.transformers.text.PretrainedEncoder;
import io.millrace.transformers.text.TextPieces;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import io.millrace.workbench.proof.ProofRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * MiniLM imported from its ONNX file, against ONNX Runtime on the same file: the distance of the
 * mean-pooled vectors over the length of ONNX Runtime's.
 */
record OnnxParityRow(int texts, long seed) implements ProofRow {

  static final double LARGEST = 2e-5;

  private static final int LARGEST_BATCH = 32;

  @Override
  public String name() {
    return "minilm-onnx";
  }

  @Override
  public String requirement() {
    return "MiniLM against ONNX Runtime on %,d real texts of 1 to %d word pieces"
            .formatted(texts, RealTexts.LONGEST)
        + ", alone, padded, unpadded, in two compositions of batches: relative error ≤ 2e-5";
  }

  @Override
  public String published() {
    return "";
  }

  @Override
  public Measurement measure(Bench bench) {
    try {
      Map<String, Double> worst = worst(bench);
      return Measurement.of(
              String.format(
                  Locale.ROOT,
                  "%.1e",
                  worst.values().stream().mapToDouble(Double::doubleValue).max().orElseThrow()),
              worst.values().stream().allMatch(error -> error <= LARGEST))
          .withNote(
              "Largest error of a text: "
                  + worst.entrySet().stream()
                      .map(
                          each ->
                              String.format(Locale.ROOT, "%s %.1e", each.getKey(), each.getValue()))
                      .collect(Collectors.joining(", "))
                  + ". ONNX Runtime ran each text alone.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Double> worst(Bench bench) throws IOException {
    PretrainedEncoder miniLm = MiniLm.pretrained();
    Map<String, Double> worst = new LinkedHashMap<>();
    try (TextPieces pieces = miniLm.pieces();
        OnnxRuntimeEncoder runtime = new OnnxRuntimeEncoder();
        EncoderSession padded = new EncoderSession(miniLm.encoder(), miniLm.weights());
        EncoderSession unpadded =
            new EncoderSession(miniLm.encoder().withUnpadded(true), miniLm.weights())) {
      int[][] ids = new RealTexts(bench, seed).ids(pieces, texts);
      double[][] expected = Arrays.stream(ids).map(runtime::meanPooled).toArray(double[][]::new);
      worst.put("alone", error(padded, ids, expected, 1, new Random(seed)));
      for (int composition = 1; composition <= 2; composition++) {
        String name = "in composition " + composition;
        long drawn = seed + composition;
        worst.put("padded " + name, error(padded, ids, expected, LARGEST_BATCH, new Random(drawn)));
        worst.put(
            "unpadded " + name, error(unpadded, ids, expected, LARGEST_BATCH, new Random(drawn)));
      }
    }
    return worst;
  }

  /** The largest over all texts, in batches of random sizes and members. */
  private static double error(
      EncoderSession session, int[][] ids, double[][] expected, int largestBatch, Random random) {
    int[] order = shuffled(ids.length, random);
    double worst = 0;
    for (int from = 0; from < order.length; ) {
      int size = 1 + random.nextInt(largestBatch);
      int[] batch = Arrays.copyOfRange(order, from, Math.min(order.length, from + size));
      float[][] found =
          session.encode(Arrays.stream(batch).mapToObj(i -> ids[i]).toArray(int[][]::new));
      for (int i = 0; i < batch.length; i++) {
        worst = Math.max(worst, relative(found[i], expected[batch[i]]));
      }
      from += batch.length;
    }
    return worst;
  }

  private static int[] shuffled(int count, Random random) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }

  private static double relative(float[] found, double[] expected) {
    double error = 0;
    double size = 0;
    for (int d = 0; d < expected.length; d++) {
      error += (found[d] - expected[d]) * (found[d] - expected[d]);
      size += expected[d] * expected[d];
    }
    return Math.sqrt(error / size); // NaN is no error that is small enough
  }
}
