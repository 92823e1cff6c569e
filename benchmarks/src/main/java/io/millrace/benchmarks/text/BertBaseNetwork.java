package io.millrace.benchmarks.text;

import io.millrace.transformers.Checkpoint;
import io.millrace.transformers.Scope;
import io.millrace.transformers.imports.ForeignHead;
import io.millrace.transformers.imports.ForeignModel;
import io.millrace.transformers.imports.TensorFlowBert;
import io.millrace.transformers.text.ImportedText;
import io.millrace.transformers.text.MaskedWords;
import io.millrace.transformers.text.PooledHead;
import io.millrace.transformers.text.Pooling;
import io.millrace.transformers.text.TextEncoder;
import io.millrace.transformers.text.TextHead;
import io.millrace.transformers.training.TrainingThreads;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** BERT-base as a network of ours: vectors of tokens, the pooled vector, words behind masks. */
final class BertBaseNetwork implements AutoCloseable {

  private final Graph graph = new Graph();
  private final Session session;
  private final Placeholder<TInt32> ids;
  private final Placeholder<TInt32> mask;
  private final Operand<TFloat32> tokens;
  private final Operand<TFloat32> pooled;
  private final Operand<TFloat32> words;

  BertBaseNetwork(Map<String, float[]> imported) {
    TextEncoder encoder =
        new ImportedText(
                new ForeignModel(
                    TensorFlowBert.BASE,
                    new ForeignHead.Bare(),
                    imported,
                    new byte[0],
                    TensorFlowBert.BASE.positions(),
                    List.of(),
                    Map.of()))
            .encoder(0);
    Map<String, float[]> weights = new HashMap<>(imported);
    weights.put("head/kernel", new float[encoder.width()]); // the head's one label is not asked for
    weights.put("head/bias", new float[1]);
    Ops tf = Ops.create(graph);
    Shape any = Shape.of(Shape.UNKNOWN_SIZE, Shape.UNKNOWN_SIZE);
    this.ids = tf.placeholder(TInt32.class, Placeholder.shape(any));
    this.mask = tf.placeholder(TInt32.class, Placeholder.shape(any));
    Scope at = Scope.serving(tf, new Checkpoint(weights));
    this.tokens = encoder.apply(at, ids, mask);
    TextHead pooler = new PooledHead(Pooling.first(), PooledHead.Before.TANH, 1, 0);
    this.pooled = Objects.requireNonNull(pooler.apply(at.child("head"), tokens, mask).embedding());
    this.words = new MaskedWords(encoder.embedding(), false).apply(at, tokens);
    this.session = new Session(graph, TrainingThreads.configuration());
  }

  /** Row-major [length, width] of one text without padding. */
  float[] tokens(int[] text) {
    return run(text, tokens);
  }

  /** [width]. */
  float[] pooled(int[] text) {
    return run(text, pooled);
  }

  /** Row-major [length, vocabulary]. */
  float[] words(int[] text) {
    return run(text, words);
  }

  private float[] run(int[] text, Operand<TFloat32> output) {
    Shape shape = Shape.of(1, text.length);
    int[] ones = new int[text.length];
    Arrays.fill(ones, 1);
    try (TInt32 idTensor = TInt32.tensorOf(shape, DataBuffers.of(text));
        TInt32 maskTensor = TInt32.tensorOf(shape, DataBuffers.of(ones));
        Result result =
            session.runner().feed(ids, idTensor).feed(mask, maskTensor).fetch(output).run()) {
      return values(result.get(0));
    }
  }

  static float[] values(Tensor tensor) {
    float[] values = new float[Math.toIntExact(tensor.shape().size())];
    ((TFloat32) tensor).asRawTensor().data().asFloats().read(values);
    return values;
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
