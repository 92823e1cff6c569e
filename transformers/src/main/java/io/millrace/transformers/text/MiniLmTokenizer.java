package io.millrace.transformers.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;

/** Texts into MiniLM's word pieces, for fitting; a bundle brings its own {@code tokenizer.json}. */
public final class MiniLmTokenizer implements AutoCloseable {

  /** What MiniLM was trained on at most, special tokens included. */
  public static final int MAXIMUM_TOKENS = 256;

  static {
    // DJL calls a cloud metadata address and a telemetry URL unless told not to before it loads.
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("DJL_OFFLINE", "true");
  }

  private final HuggingFaceTokenizer tokenizer;

  /**
   * @throws IOException if MiniLM's jar is not on the class path
   */
  public MiniLmTokenizer() throws IOException {
    this.tokenizer =
        HuggingFaceTokenizer.newInstance(
            new ByteArrayInputStream(MiniLm.tokenizer()),
            Map.of("padding", "false", "truncation", "false"));
  }

  /** Ids with [CLS] and [SEP]; a longer text loses its last words. */
  public int[] ids(String text) {
    long[] ids = tokenizer.encode(text).getIds();
    int[] kept = Arrays.stream(ids).limit(MAXIMUM_TOKENS).mapToInt(Math::toIntExact).toArray();
    kept[kept.length - 1] = Math.toIntExact(ids[ids.length - 1]);
    return kept;
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
