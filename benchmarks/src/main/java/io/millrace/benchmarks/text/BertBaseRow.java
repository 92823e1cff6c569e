package io.millrace.benchmarks.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.transformers.imports.TensorFlowBert;
import io.millrace.transformers.text.MiniLm;
import io.millrace.transformers.text.TextPieces;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import io.millrace.workbench.proof.ProofRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TInt32;

/**
 * BERT-base imported from the variables of its SavedModel, against the SavedModel itself: distance
 * of the vectors of each token and of the pooled one, over their length. The SavedModel runs padded
 * to its 128 tokens, ours on the text alone.
 */
record BertBaseRow(int texts, long seed) implements ProofRow {

  private static final double LARGEST = 1e-4;
  private static final int LENGTH = 128;
  private static final int MASK = 103;
  private static final String SENTENCE = "The capital of France is [MASK].";

  @Override
  public String name() {
    return "bert-base";
  }

  @Override
  public String requirement() {
    return "BERT-base against its own SavedModel on %d real texts of 1 to 126 word pieces: relative error ≤ 1e-4; \"%s\" → paris"
        .formatted(texts, SENTENCE);
  }

  @Override
  public String published() {
    return "";
  }

  @Override
  public Measurement measure(Bench bench) {
    try {
      return compared(bench, BertBaseModel.unpacked(bench));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Measurement compared(Bench bench, Path folder) throws IOException {
    List<String> vocabulary = Files.readAllLines(folder.resolve("assets/vocab.txt"));
    requireSameWords(vocabulary);
    double tokens = 0;
    double pooled = 0;
    try (SavedModelBundle theirs = SavedModelBundle.load(folder.toString(), "serve");
        TextPieces pieces = new TextPieces(MiniLm.tokenizer(), LENGTH);
        BertBaseNetwork ours =
            new BertBaseNetwork(
                new TensorFlowBert(theirs, "module/").weights(TensorFlowBert.BASE))) {
      for (int[] text : new RealTexts(bench, seed).ids(pieces, texts, LENGTH - 2)) {
        Expected expected = expected(theirs, text);
        int width = expected.pooled().length;
        float[] found = ours.tokens(text);
        for (int from = 0; from < found.length; from += width) {
          tokens = Math.max(tokens, relative(found, expected.tokens(), from, width));
        }
        pooled = Math.max(pooled, relative(ours.pooled(text), expected.pooled(), 0, width));
      }
      String word = vocabulary.get(likeliest(ours, pieces.ids(SENTENCE)));
      return Measurement.of(
              String.format(Locale.ROOT, "%.1e, %s", Math.max(tokens, pooled), word),
              tokens <= LARGEST && pooled <= LARGEST && word.equals("paris"))
          .withNote(
              String.format(
                  Locale.ROOT,
                  "Largest error of a token %.1e, of a pooled vector %.1e; word behind the mask by"
                      + " our masked-LM head.",
                  tokens,
                  pooled));
    }
  }

  /**
   * MiniLM's tokenizer has BERT's word pieces; were it not so, the comparison would mean nothing.
   */
  private static void requireSameWords(List<String> vocabulary) throws IOException {
    JsonNode words = new ObjectMapper().readTree(MiniLm.tokenizer()).path("model").path("vocab");
    for (int id = 0; id < vocabulary.size(); id++) {
      if (words.path(vocabulary.get(id)).asInt(-1) != id) {
        throw new IllegalStateException(
            vocabulary.get(id)
                + ": expected the id "
                + id
                + ", found "
                + words.path(vocabulary.get(id)));
      }
    }
  }

  /** Row-major [128, 768], and [768]. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Expected(float[] tokens, float[] pooled) {}

  private static Expected expected(SavedModelBundle model, int[] text) {
    int[] mask = new int[LENGTH];
    Arrays.fill(mask, 0, text.length, 1);
    try (TInt32 ids = padded(Arrays.copyOf(text, LENGTH));
        TInt32 real = padded(mask);
        TInt32 segments = padded(new int[LENGTH]);
        Result result =
            model
                .function("serving_default")
                .call(Map.of("input_ids", ids, "input_mask", real, "segment_ids", segments))) {
      return new Expected(
          BertBaseNetwork.values(result.get("sequence_output").orElseThrow()),
          BertBaseNetwork.values(result.get("pooled_output").orElseThrow()));
    }
  }

  private static TInt32 padded(int[] values) {
    return TInt32.tensorOf(Shape.of(1, LENGTH), DataBuffers.of(values));
  }

  private static int likeliest(BertBaseNetwork ours, int[] ids) {
    float[] words = ours.words(ids);
    int vocabulary = words.length / ids.length;
    int from = Arrays.stream(ids).boxed().toList().indexOf(MASK) * vocabulary;
    int best = 0;
    for (int word = 1; word < vocabulary; word++) {
      best = words[from + word] > words[from + best] ? word : best;
    }
    return best;
  }

  private static double relative(float[] found, float[] expected, int from, int width) {
    double error = 0;
    double size = 0;
    for (int d = from; d < from + width; d++) {
      error += Math.pow((double) found[d] - expected[d], 2);
      size += Math.pow(expected[d], 2);
    }
    return Math.sqrt(error / size); // NaN is no error that is small enough
  }
}
