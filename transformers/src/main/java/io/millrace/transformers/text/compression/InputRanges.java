package io.millrace.transformers.text.compression;

import io.millrace.transformers.ByteInteger;
import io.millrace.transformers.Checkpoint;
import io.millrace.transformers.Projection;
import io.millrace.transformers.Scope;
import io.millrace.transformers.text.FineTuned;
import io.millrace.transformers.text.TextPieces;
import io.millrace.transformers.training.TrainingThreads;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** What values come into the linear maps of a classifier's blocks while some texts are run. */
final class InputRanges {

  private static final String INPUT = "/" + Projection.INPUT;

  private InputRanges() {}

  /**
   * @return by the path of {@link ByteInteger#RANGE}, the least and the largest
   */
  static Map<String, float[]> of(FineTuned whole, List<String> texts) {
    Map<String, float[]> ranges = new HashMap<>();
    try (Graph graph = new Graph();
        TextPieces pieces = whole.pretrained().pieces()) {
      Ops tf = Ops.create(graph);
      Shape any = Shape.of(1, Shape.UNKNOWN_SIZE);
      Placeholder<TInt32> ids = tf.placeholder(TInt32.class, Placeholder.shape(any));
      Map<String, Operand<TFloat32>> notes = new TreeMap<>();
      Scope at = Scope.serving(tf, new Checkpoint(whole.weights())).noting(notes);
      whole.classifier().encoder().encode(at, ids, tf.onesLike(ids));
      List<String> paths = new ArrayList<>();
      List<Operand<TFloat32>> ends = new ArrayList<>();
      notes.forEach(
          (path, input) -> {
            if (path.endsWith(INPUT)) {
              Operand<TFloat32> flat = tf.reshape(input, tf.constant(new int[] {-1}));
              paths.add(
                  path.substring(0, path.length() - INPUT.length()) + "/" + ByteInteger.RANGE);
              ends.add(
                  tf.stack(List.of(tf.min(flat, tf.constant(0)), tf.max(flat, tf.constant(0)))));
            }
          });
      Operand<TFloat32> all = tf.stack(ends); // [map, 2]
      try (Session session = new Session(graph, TrainingThreads.configuration())) {
        for (int[] text : pieces.ids(texts)) {
          see(session, ids, text, all, paths, ranges);
        }
      }
    }
    return ranges;
  }

  private static void see(
      Session session,
      Placeholder<TInt32> ids,
      int[] text,
      Operand<TFloat32> all,
      List<String> paths,
      Map<String, float[]> ranges) {
    try (TInt32 fed = TInt32.tensorOf(Shape.of(1, text.length), DataBuffers.of(text));
        Result result = session.runner().feed(ids, fed).fetch(all).run()) {
      TFloat32 found = (TFloat32) result.get(0);
      for (int i = 0; i < paths.size(); i++) {
        float least = found.getFloat(i, 0);
        float largest = found.getFloat(i, 1);
        ranges.merge(
            paths.get(i),
            new float[] {least, largest},
            (old, now) -> new float[] {Math.min(old[0], now[0]), Math.max(old[1], now[1])});
      }
    }
  }
}
