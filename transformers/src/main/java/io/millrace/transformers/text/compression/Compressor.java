package io.millrace.transformers.text.compression;

import io.millrace.transformers.text.EncoderClassifier;
import io.millrace.transformers.text.FineTuned;
import java.util.ArrayList;
import java.util.List;

/** One way to make a trained classifier smaller or faster. Its text form is what a user types. */
public interface Compressor {

  /**
   * @param whole what is to be compressed
   * @param data on which it was trained
   */
  FineTuned compressed(FineTuned whole, CompressionData data);

  /** The network that {@link #compressed} makes of one, which has other weights. */
  EncoderClassifier changed(EncoderClassifier whole);

  /**
   * Reads {@code layers:3}, {@code rank:96}, {@code tokens:8}, {@code bfloat16}, {@code int8}, or
   * some of them joined by {@code +}, one after the other. A map has one form: of rank, bfloat16
   * and int8 only one can be among those joined.
   *
   * @throws IllegalArgumentException naming what it can't read, or can't join
   */
  static Compressor parse(String text) {
    List<Compressor> steps = new ArrayList<>();
    for (String part : text.split("\\+")) {
      steps.add(parsePart(part.strip()));
    }
    if (steps.stream().filter(Compressor::changesMaps).count() > 1) {
      throw new IllegalArgumentException(
          "expected at most one of rank, bfloat16 and int8, found '" + text + "'");
    }
    return steps.size() == 1 ? steps.get(0) : new InTurn(steps);
  }

  private static boolean changesMaps(Compressor step) {
    return step instanceof LowerRank || step instanceof Rounded;
  }

  private static Compressor parsePart(String part) {
    String[] words = part.split(":", 2);
    return switch (words[0]) {
      case "layers" -> new FewerLayers(number(part, words));
      case "rank" -> new LowerRank(number(part, words));
      case "tokens" -> new FewerTokens(number(part, words));
      case "bfloat16" -> new Rounded(Rounded.To.BFLOAT16);
      case "int8" -> new Rounded(Rounded.To.INT8);
      default ->
          throw new IllegalArgumentException(
              "expected layers:N, rank:N, tokens:N, bfloat16 or int8, joined by +, found '"
                  + part
                  + "'");
    };
  }

  private static int number(String part, String[] words) {
    if (words.length < 2 || !words[1].matches("[1-9]\\d{0,4}")) {
      throw new IllegalArgumentException(
          "expected " + words[0] + ":N with N at least 1, found '" + part + "'");
    }
    return Integer.parseInt(words[1]);
  }
}
