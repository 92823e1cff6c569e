package io.millrace.transformers.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Texts into word pieces, for training; a bundle brings its own {@code tokenizer.json}. */
public final class TextPieces implements AutoCloseable {

  static {
    // DJL calls a cloud metadata address and a telemetry URL unless told not to before it loads.
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("DJL_OFFLINE", "true");
  }

  private final HuggingFaceTokenizer tokenizer;
  private final int maximumTokens;

  /**
   * @param tokenizer bytes of a {@code tokenizer.json}
   * @param maximumTokens of a text, special tokens included
   * @throws UncheckedIOException if it is none
   */
  public TextPieces(byte[] tokenizer, int maximumTokens) {
    this.maximumTokens = maximumTokens;
    try {
      this.tokenizer =
          HuggingFaceTokenizer.newInstance(
              new ByteArrayInputStream(tokenizer),
              Map.of("padding", "false", "truncation", "false"));
    } catch (IOException broken) {
      throw new UncheckedIOException("no tokenizer.json: " + broken.getMessage(), broken);
    }
  }

  /** Ids with [CLS] and [SEP]; a longer text loses its last words. */
  public int[] ids(String text) {
    long[] ids = tokenizer.encode(text).getIds();
    int[] kept = Arrays.stream(ids).limit(maximumTokens).mapToInt(Math::toIntExact).toArray();
    kept[kept.length - 1] = Math.toIntExact(ids[ids.length - 1]);
    return kept;
  }

  /** The ids of each text. */
  public int[][] ids(List<String> texts) {
    return texts.stream().map(this::ids).toArray(int[][]::new);
  }

  /**
   * The id of one piece that the vocabulary has, such as [MASK].
   *
   * @throws IllegalArgumentException if it has no such piece
   */
  public int id(String piece) {
    long[] ids = tokenizer.encode(piece, false, false).getIds();
    if (ids.length != 1) {
      throw new IllegalArgumentException("the tokenizer has no piece " + piece);
    }
    return Math.toIntExact(ids[0]);
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
