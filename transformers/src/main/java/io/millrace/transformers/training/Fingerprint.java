package io.millrace.transformers.training;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.buffer.ByteDataBuffer;

/** Tells other examples from the same ones by their number and by up to 256 of them. */
final class Fingerprint {

  private static final int SAMPLES = 256;

  private Fingerprint() {}

  static String of(Examples examples) {
    int count = examples.count();
    MessageDigest digest = sha256();
    IntStream.range(0, Math.min(SAMPLES, count))
        .forEach(i -> add(digest, examples, (int) ((long) i * count / Math.min(SAMPLES, count))));
    return count + " examples of sha256 " + HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, Examples examples, int example) {
    try (Batch batch = examples.batch(new int[] {example})) {
      new TreeMap<>(batch.tensors()).values().forEach(tensor -> digest.update(bytes(tensor)));
    }
  }

  private static byte[] bytes(Tensor tensor) {
    ByteDataBuffer data = tensor.asRawTensor().data();
    byte[] bytes = new byte[Math.toIntExact(data.size())];
    data.read(bytes);
    return bytes;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
