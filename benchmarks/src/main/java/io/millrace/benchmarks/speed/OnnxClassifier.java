package io.millrace.benchmarks.speed;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.millrace.transformers.text.ClassifierHead;
import io.millrace.transformers.text.MiniLm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * MiniLM on ONNX Runtime, its options as they come, and a head in Java: the mean of the tokens'
 * vectors, to length 1, one linear map, softmax.
 */
final class OnnxClassifier implements AutoCloseable {

  private static final int MAXIMUM_TOKENS = 256;

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final HuggingFaceTokenizer tokenizer;
  private final ClassifierHead head;

  OnnxClassifier(ClassifierHead head) throws IOException {
    this.head = head;
    this.session = session();
    this.tokenizer =
        HuggingFaceTokenizer.newInstance(
            new ByteArrayInputStream(MiniLm.tokenizer()),
            Map.of(
                "padding", "false",
                "truncation", "true",
                "maxLength", Integer.toString(MAXIMUM_TOKENS)));
  }

  private OrtSession session() throws IOException {
    try (InputStream in =
            MiniLm.class.getClassLoader().getResourceAsStream(MiniLm.WEIGHTS_RESOURCE);
        OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      if (in == null) {
        throw new IOException(MiniLm.WEIGHTS_RESOURCE + " is not on the class path");
      }
      return environment.createSession(in.readAllBytes(), options);
    } catch (OrtException e) {
      throw new IOException("ONNX Runtime: " + e.getMessage(), e);
    }
  }

  /** {@code [text, label]}; the texts run together, padded to the longest. */
  double[][] probabilities(List<String> texts) {
    long[][] ids =
        texts.stream().map(text -> tokenizer.encode(text).getIds()).toArray(long[][]::new);
    int longest = Arrays.stream(ids).mapToInt(row -> row.length).max().orElseThrow();
    FloatBuffer tokens = run(ids, longest); // [text, token, width]
    return IntStream.range(0, ids.length)
        .mapToObj(text -> probabilities(tokens, text * longest, ids[text].length))
        .toArray(double[][]::new);
  }

  private FloatBuffer run(long[][] ids, int longest) {
    long[] padded = new long[ids.length * longest];
    long[] mask = new long[padded.length];
    for (int row = 0; row < ids.length; row++) {
      System.arraycopy(ids[row], 0, padded, row * longest, ids[row].length);
      Arrays.fill(mask, row * longest, row * longest + ids[row].length, 1);
    }
    long[] shape = {ids.length, longest};
    try (OnnxTensor idTensor = tensor(padded, shape);
        OnnxTensor maskTensor = tensor(mask, shape);
        OnnxTensor segments = tensor(new long[padded.length], shape);
        OrtSession.Result result =
            session.run(
                Map.of(
                    "input_ids", idTensor,
                    "attention_mask", maskTensor,
                    "token_type_ids", segments))) {
      return ((OnnxTensor) result.get(0)).getFloatBuffer();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime: " + e.getMessage(), e);
    }
  }

  private OnnxTensor tensor(long[] values, long[] shape) throws OrtException {
    return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
  }

  private double[] probabilities(FloatBuffer tokens, int first, int count) {
    int labels = head.bias().length;
    int width = head.kernel().length / labels;
    double[] sum = new double[width];
    for (int token = first; token < first + count; token++) {
      for (int d = 0; d < width; d++) {
        sum[d] += tokens.get(token * width + d);
      }
    }
    double length = Math.sqrt(Arrays.stream(sum).map(value -> value * value).sum());
    double[] logits = new double[labels];
    for (int label = 0; label < labels; label++) {
      logits[label] = head.bias()[label];
      for (int d = 0; d < width; d++) {
        logits[label] += sum[d] / length * head.kernel()[d * labels + label];
      }
    }
    return softmax(logits);
  }

  private static double[] softmax(double[] logits) {
    double largest = Arrays.stream(logits).max().orElseThrow();
    double[] powers = Arrays.stream(logits).map(logit -> Math.exp(logit - largest)).toArray();
    double sum = Arrays.stream(powers).sum();
    return Arrays.stream(powers).map(power -> power / sum).toArray();
  }

  @Override
  public void close() {
    tokenizer.close();
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime: " + e.getMessage(), e);
    }
  }
}
