package io.millrace.benchmarks.text;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.millrace.transformers.text.MiniLm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;

/** MiniLM's ONNX file, run by ONNX Runtime: what our import is held against. */
final class OnnxRuntimeEncoder implements AutoCloseable {

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  OnnxRuntimeEncoder() throws IOException {
    try (InputStream in =
            MiniLm.class.getClassLoader().getResourceAsStream(MiniLm.WEIGHTS_RESOURCE);
        OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      if (in == null) {
        throw new IOException(MiniLm.WEIGHTS_RESOURCE + " is not on the class path");
      }
      this.session = environment.createSession(in.readAllBytes(), options);
    } catch (OrtException e) {
      throw new IOException("ONNX Runtime: " + e.getMessage(), e);
    }
  }

  /** One text alone, without padding: the mean of its tokens' vectors, in double precision. */
  double[] meanPooled(int[] ids) {
    try (OnnxTensor idTensor = tensor(Arrays.stream(ids).asLongStream().toArray());
        OnnxTensor mask = tensor(filled(ids.length, 1));
        OnnxTensor segments = tensor(filled(ids.length, 0));
        OrtSession.Result result =
            session.run(
                Map.of(
                    "input_ids", idTensor, "attention_mask", mask, "token_type_ids", segments))) {
      return mean(((float[][][]) result.get(0).getValue())[0]);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime: " + e.getMessage(), e);
    }
  }

  private OnnxTensor tensor(long[] values) throws OrtException {
    return OnnxTensor.createTensor(
        environment, LongBuffer.wrap(values), new long[] {1, values.length});
  }

  private static long[] filled(int length, long value) {
    long[] values = new long[length];
    Arrays.fill(values, value);
    return values;
  }

  private static double[] mean(float[][] tokens) {
    double[] mean = new double[tokens[0].length];
    for (float[] token : tokens) {
      for (int d = 0; d < mean.length; d++) {
        mean[d] += (double) token[d] / tokens.length;
      }
    }
    return mean;
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime: " + e.getMessage(), e);
    }
  }
}
