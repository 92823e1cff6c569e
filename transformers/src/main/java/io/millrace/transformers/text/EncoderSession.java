package io.millrace.transformers.text;

import io.millrace.transformers.Checkpoint;
import io.millrace.transformers.Scope;
import io.millrace.transformers.Shapes;
import io.millrace.transformers.training.TrainingThreads;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.IntStream;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A frozen network of texts, ready to run: token ids in, one vector per text out. */
public final class EncoderSession implements AutoCloseable {

  private static final Shape ANY_BATCH = Shape.of(Shape.UNKNOWN_SIZE, Shape.UNKNOWN_SIZE);

  /** Texts that run together where there are many; they differ little in length. */
  private static final int BATCH = 64;

  private final Graph graph = new Graph();
  private final Session session;
  private final Placeholder<TInt32> ids;
  private final Placeholder<TInt32> mask;
  private final Operand<TFloat32> output;

  /** What is computed of a batch. */
  private interface Network {
    Operand<TFloat32> output(Scope at, Operand<TInt32> ids, Operand<TInt32> mask);
  }

  private EncoderSession(Map<String, float[]> weights, Network network) {
    Ops tf = Ops.create(graph);
    this.ids = tf.placeholder(TInt32.class, Placeholder.shape(ANY_BATCH));
    this.mask = tf.placeholder(TInt32.class, Placeholder.shape(ANY_BATCH));
    Scope at = Scope.serving(tf, new Checkpoint(weights));
    this.output = network.output(at, ids, mask);
    this.session = new Session(graph, TrainingThreads.configuration());
  }

  /**
   * An encoder with mean pooling.
   *
   * @param weights row-major, by path under the encoder's scope
   */
  public EncoderSession(TextEncoder encoder, Map<String, float[]> weights) {
    this(weights, (at, ids, mask) -> Pooling.mean().apply(at, encoder.apply(at, ids, mask), mask));
  }

  /**
   * The logits of a classifier.
   *
   * @param weights row-major, by path
   */
  public static EncoderSession logits(EncoderClassifier classifier, Map<String, float[]> weights) {
    return new EncoderSession(weights, (at, ids, mask) -> classifier.apply(at, ids, mask).logits());
  }

  /**
   * Runs one batch.
   *
   * @param batch each row the ids of one text, of any length from 1
   * @return {@code [batch][width, or labels]}
   */
  public float[][] encode(int[][] batch) {
    PaddedTokens padded = PaddedTokens.of(batch);
    Shape shape = Shape.of(batch.length, padded.length());
    try (TInt32 idTensor = TInt32.tensorOf(shape, DataBuffers.of(padded.ids()));
        TInt32 maskTensor = TInt32.tensorOf(shape, DataBuffers.of(padded.mask()));
        Result result =
            session.runner().feed(ids, idTensor).feed(mask, maskTensor).fetch(output).run()) {
      return rows((TFloat32) result.get(0), batch.length);
    }
  }

  /** Runs any number of texts, those of like length together; the answers are in their order. */
  public float[][] encodeAll(int[][] texts) {
    int[] byLength =
        IntStream.range(0, texts.length)
            .boxed()
            .sorted(Comparator.comparingInt(text -> texts[text].length))
            .mapToInt(Integer::intValue)
            .toArray();
    float[][] vectors = new float[texts.length][];
    for (int from = 0; from < texts.length; from += BATCH) {
      int[] chosen = Arrays.copyOfRange(byLength, from, Math.min(texts.length, from + BATCH));
      float[][] encoded =
          encode(Arrays.stream(chosen).mapToObj(text -> texts[text]).toArray(int[][]::new));
      for (int i = 0; i < chosen.length; i++) {
        vectors[chosen[i]] = encoded[i];
      }
    }
    return vectors;
  }

  private float[][] rows(TFloat32 all, int batch) {
    int width = Math.toIntExact(Shapes.last(output));
    FloatDataBuffer flat = all.asRawTensor().data().asFloats();
    float[][] rows = new float[batch][width];
    for (int i = 0; i < batch; i++) {
      flat.offset((long) i * width).read(rows[i]);
    }
    return rows;
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
