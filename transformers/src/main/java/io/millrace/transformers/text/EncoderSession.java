package io.millrace.transformers.text;

import io.millrace.transformers.Checkpoint;
import io.millrace.transformers.Scope;
import io.millrace.transformers.training.TrainingThreads;
import java.util.Map;
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

/** A frozen encoder with mean pooling, ready to run: token ids in, one vector per text out. */
public final class EncoderSession implements AutoCloseable {

  private static final Shape ANY_BATCH = Shape.of(Shape.UNKNOWN_SIZE, Shape.UNKNOWN_SIZE);

  private final Graph graph = new Graph();
  private final Session session;
  private final Placeholder<TInt32> ids;
  private final Placeholder<TInt32> mask;
  private final Operand<TFloat32> pooled;
  private final int width;

  /**
   * @param weights row-major, by path under the encoder's scope
   */
  public EncoderSession(TextEncoder encoder, Map<String, float[]> weights) {
    Ops tf = Ops.create(graph);
    this.ids = tf.placeholder(TInt32.class, Placeholder.shape(ANY_BATCH));
    this.mask = tf.placeholder(TInt32.class, Placeholder.shape(ANY_BATCH));
    Scope at = Scope.serving(tf, new Checkpoint(weights));
    this.pooled = Pooling.mean().apply(at, encoder.apply(at, ids, mask), mask);
    this.width = encoder.width();
    this.session = new Session(graph, TrainingThreads.configuration());
  }

  /**
   * Encodes a batch.
   *
   * @param batch each row the ids of one text, of any length from 1
   * @return {@code [batch][width]}
   */
  public float[][] encode(int[][] batch) {
    PaddedTokens padded = PaddedTokens.of(batch);
    Shape shape = Shape.of(batch.length, padded.length());
    try (TInt32 idTensor = TInt32.tensorOf(shape, DataBuffers.of(padded.ids()));
        TInt32 maskTensor = TInt32.tensorOf(shape, DataBuffers.of(padded.mask()));
        Result result =
            session.runner().feed(ids, idTensor).feed(mask, maskTensor).fetch(pooled).run()) {
      return rows((TFloat32) result.get(0), batch.length);
    }
  }

  private float[][] rows(TFloat32 pooledBatch, int batch) {
    FloatDataBuffer flat = pooledBatch.asRawTensor().data().asFloats();
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
