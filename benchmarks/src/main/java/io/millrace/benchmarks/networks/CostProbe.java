package io.millrace.benchmarks.networks;

import io.millrace.benchmarks.ResidentSet;
import io.millrace.transformers.Scope;
import io.millrace.transformers.training.TrainingThreads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * A process that runs one {@link Subject} of one size and says what that took. Of its own, so that
 * its peak memory is that of this alone.
 */
public final class CostProbe {

  static final String ANSWER = "cost ";

  private static final int RUNS = 5;

  private CostProbe() {}

  /**
   * @param arguments the subject, its size, and one so small that it only loads what any run needs
   */
  public static void main(String[] arguments) throws IOException {
    Subject subject = Subject.valueOf(arguments[0]);
    try (Run small = new Run(subject, Integer.parseInt(arguments[2]))) {
      small.seconds();
    }
    ResidentSet own = new ResidentSet(ProcessHandle.current().pid());
    Files.writeString(Path.of("/proc/self/clear_refs"), "5"); // the peak begins anew
    long before = own.size();
    try (Run run = new Run(subject, Integer.parseInt(arguments[1]))) {
      run.seconds();
      long kibibytes = own.peak() - before;
      double[] seconds = new double[RUNS];
      for (int i = 0; i < RUNS; i++) {
        seconds[i] = run.seconds();
      }
      Arrays.sort(seconds);
      System.out.println(ANSWER + seconds[RUNS / 2] + " " + kibibytes);
    }
  }

  /** A graph and what it is fed with. */
  private static final class Run implements AutoCloseable {

    private final Graph graph = new Graph();
    private final Session session;
    private final Placeholder<TFloat32> fed;
    private final Operand<TFloat32> sum;
    private final TFloat32 noise;

    Run(Subject subject, int size) {
      Ops tf = Ops.create(graph);
      Shape shape = subject.shape(size);
      fed = tf.placeholder(TFloat32.class, Placeholder.shape(shape));
      Scope at = Scope.serving(tf, new DrawnWeights(1));
      Operand<TFloat32> flat = tf.reshape(subject.output(at, fed), tf.constant(new int[] {-1}));
      sum = tf.sum(flat, tf.constant(0));
      session = new Session(graph, TrainingThreads.configuration());
      noise = TFloat32.tensorOf(shape, DataBuffers.of(normal(shape)));
    }

    private static float[] normal(Shape shape) {
      Random random = new Random(1);
      float[] values = new float[Math.toIntExact(shape.size())];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextGaussian();
      }
      return values;
    }

    double seconds() {
      long start = System.nanoTime();
      session.runner().feed(fed, noise).fetch(sum).run().close();
      return (System.nanoTime() - start) / 1e9;
    }

    @Override
    public void close() {
      noise.close();
      session.close();
      graph.close();
    }
  }
}
