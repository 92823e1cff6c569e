package io.millrace.benchmarks.speed;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.millrace.transformers.text.MiniLm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** The main class of a process in which ONNX Runtime, as it comes, runs MiniLM's own file. */
public final class OnnxCalls {

  private OnnxCalls() {}

  /** Takes no arguments. */
  public static void main(String[] args) throws IOException, OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (InputStream in =
            Objects.requireNonNull(
                MiniLm.class.getClassLoader().getResourceAsStream(MiniLm.WEIGHTS_RESOURCE));
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        OrtSession session = environment.createSession(in.readAllBytes(), options)) {
      CallLoop.answer(
          (rows, length) -> {
            long[][] inputs = inputs(rows * length);
            return () -> call(environment, session, inputs, rows, length);
          });
    }
  }

  /** Word pieces, the mask and the segments of full texts. */
  private static long[][] inputs(int places) {
    long[] mask = new long[places];
    Arrays.fill(mask, 1);
    return new long[][] {
      new Random(1).longs(places, 1_000, 30_000).toArray(), mask, new long[places]
    };
  }

  private static long call(
      OrtEnvironment environment, OrtSession session, long[][] inputs, int rows, int length) {
    long start = System.nanoTime();
    long[] shape = {rows, length};
    try (OnnxTensor ids = OnnxTensor.createTensor(environment, LongBuffer.wrap(inputs[0]), shape);
        OnnxTensor mask = OnnxTensor.createTensor(environment, LongBuffer.wrap(inputs[1]), shape);
        OnnxTensor segments =
            OnnxTensor.createTensor(environment, LongBuffer.wrap(inputs[2]), shape)) {
      Map<String, OnnxTensor> named = new LinkedHashMap<>();
      named.put("input_ids", ids);
      named.put("attention_mask", mask);
      named.put("token_type_ids", segments);
      session.run(named).close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime: " + e.getMessage(), e);
    }
    return System.nanoTime() - start;
  }
}
