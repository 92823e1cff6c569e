package io.millrace.serving;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Texts into token ids, by the bundle's {@code tokenizer.json} but without the padding and
 * truncation it may ask for: both are done here, where batches are made. Safe for use by many
 * threads.
 */
final class TextTokenizer implements AutoCloseable {

  static {
    // DJL calls a cloud metadata address and a telemetry URL unless told not to before it loads.
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("DJL_OFFLINE", "true");
    System.setProperty("RUST_FLAVOR", "cpu"); // or it looks for CUDA, and complains where half is
    keepNativeFilesTogether();
  }

  private final ModelBundle bundle;
  private final HuggingFaceTokenizer tokenizer;
  private final int maximumTokens;

  private TextTokenizer(ModelBundle bundle, HuggingFaceTokenizer tokenizer) {
    this.bundle = bundle;
    this.tokenizer = tokenizer;
    this.maximumTokens = bundle.manifest().maximumTokens();
  }

  /**
   * @throws InvalidBundleException if {@code tokenizer.json} is no tokenizer
   */
  static TextTokenizer load(ModelBundle bundle) {
    try {
      return new TextTokenizer(
          bundle,
          HuggingFaceTokenizer.newInstance(
              bundle.tokenizer(), Map.of("padding", "false", "truncation", "false")));
    } catch (IOException | RuntimeException e) {
      throw new InvalidBundleException(
          bundle.tokenizer(), "not a tokenizer that loads: " + e.getMessage(), e);
    }
  }

  /** DJL unpacks its library beside JavaCPP's, if only the latter's folder is set. */
  private static void keepNativeFilesTogether() {
    String javacpp = System.getProperty("org.bytedeco.javacpp.cachedir");
    for (String property : new String[] {"DJL_CACHE_DIR", "ENGINE_CACHE_DIR"}) {
      boolean chosen = System.getProperty(property) != null || System.getenv(property) != null;
      if (javacpp != null && !chosen) {
        System.setProperty(property, javacpp + "/djl");
      }
    }
  }

  /**
   * The tokens of a text, special tokens included, at most the manifest's {@code maximumTokens}: a
   * longer text loses its last tokens, never the special ones.
   *
   * @throws UntokenizableTextException if the text is not well-formed Unicode, or gives no tokens
   */
  Tokens tokens(String text) {
    Encoding encoding = checked(text);
    int[] kept = Truncation.kept(encoding.getSpecialTokenMask(), maximumTokens);
    return new Tokens(ids(encoding, kept), encoding.getIds().length);
  }

  /** The same tokens, with the places they come from. */
  SpannedText spanned(String text) {
    Encoding encoding = checked(text);
    int[] kept = Truncation.kept(encoding.getSpecialTokenMask(), maximumTokens);
    List<SpannedText.Unit> units = new ArrayList<>();
    for (int position = 0; position < kept.length; position++) {
      CharSpan span = encoding.getCharTokenSpans()[kept[position]];
      if (span != null && encoding.getSpecialTokenMask()[kept[position]] == 0) {
        // The tokenizer counts code points.
        int start = text.offsetByCodePoints(0, span.getStart());
        int end = text.offsetByCodePoints(start, span.getEnd() - span.getStart());
        units.add(new SpannedText.Unit(position, start, end));
      }
    }
    return new SpannedText(text, ids(encoding, kept), List.copyOf(units));
  }

  private static int[] ids(Encoding encoding, int[] kept) {
    long[] all = encoding.getIds();
    return Arrays.stream(kept).map(position -> Math.toIntExact(all[position])).toArray();
  }

  private Encoding checked(String text) {
    requireWellFormed(text);
    Encoding encoding = encode(text);
    if (encoding.getIds().length == 0) {
      throw new UntokenizableTextException(bundle, "it gives no tokens");
    }
    return encoding;
  }

  private Encoding encode(String text) {
    try {
      return tokenizer.encode(text);
    } catch (RuntimeException e) {
      throw new UntokenizableTextException(bundle, e);
    }
  }

  /** Half a surrogate pair has no UTF-8 form, and what native code makes of it is not ours. */
  private void requireWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (Character.isHighSurrogate(unit)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(unit)) {
        throw new UntokenizableTextException(bundle, "half a surrogate pair at character " + i);
      }
    }
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
