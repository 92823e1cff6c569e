package io.millrace.benchmarks.speed;

import io.millrace.benchmarks.JavaChild;
import io.millrace.benchmarks.Latencies;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/**
 * The float32 matrix-product peak of this machine, as TensorFlow reaches it: a product of two
 * square matrices on each core at once, in a process of its own under the environment of a service.
 */
public final class MatrixPeak {

  /** Rows and columns: large enough that the arithmetic hides all else. */
  private static final int SIZE = 1024;

  private static final long FLOPS = 2L * SIZE * SIZE * SIZE; // of one product
  private static final int HEAP = 256; // MiB
  private static final String FIGURE = "GFLOP/s: ";
  private static final long WINDOW = 500_000_000L; // nanoseconds

  private MatrixPeak() {}

  /**
   * GFLOP/s of all cores together, median of 5 windows of half a second, after one that warms up.
   *
   * @throws IllegalStateException with what the process said, if it failed
   */
  public static double gigaflops() {
    return new Latencies(windows(5)).quantile(0.5);
  }

  /**
   * GFLOP/s in each of some windows.
   *
   * @throws IllegalStateException with what the process said, if it failed
   */
  public static double[] windows(int count) {
    int cores = Runtime.getRuntime().availableProcessors();
    String said = new JavaChild(HEAP, List.of(), MatrixPeak.class).said(cores, count);
    double[] figures =
        said.lines()
            .filter(line -> line.startsWith(FIGURE))
            .mapToDouble(line -> Double.parseDouble(line.substring(FIGURE.length())))
            .toArray();
    if (figures.length != count) {
      throw new IllegalStateException("the matrix products failed: " + said);
    }
    return figures;
  }

  /**
   * Prints GFLOP/s, measured so often.
   *
   * @param args cores, measurements
   */
  public static void main(String[] args) throws InterruptedException, ExecutionException {
    int cores = Integer.parseInt(args[0]);
    ExecutorService callers = Executors.newFixedThreadPool(cores);
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> matrix = tf.placeholder(TFloat32.class);
      Operand<TFloat32> product = tf.linalg.matMul(matrix, matrix);
      // A number is fetched, not the matrix, so that nothing large is copied.
      Operand<TFloat32> corner =
          tf.slice(product, tf.constant(new int[] {0, 0}), tf.constant(new int[] {1, 1}));
      try (Session session = new Session(graph, threads(cores));
          TFloat32 values = values()) {
        Callable<Long> window = () -> products(session, matrix, values, corner);
        rate(callers, cores, window); // warms up
        for (int i = 0; i < Integer.parseInt(args[1]); i++) {
          System.out.println(FIGURE + rate(callers, cores, window));
        }
      }
    } finally {
      callers.shutdown();
    }
  }

  private static ConfigProto threads(int cores) {
    return ConfigProto.newBuilder()
        .setIntraOpParallelismThreads(1)
        .setInterOpParallelismThreads(cores)
        .build();
  }

  private static TFloat32 values() {
    Random random = new Random(1);
    float[] values = new float[SIZE * SIZE];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    return TFloat32.tensorOf(Shape.of(SIZE, SIZE), DataBuffers.of(values, true, false));
  }

  /** GFLOP/s of all callers: each in its own time, for they do not end together. */
  private static double rate(ExecutorService callers, int cores, Callable<Long> window)
      throws InterruptedException, ExecutionException {
    List<Callable<Double>> tasks = new ArrayList<>();
    for (int i = 0; i < cores; i++) {
      tasks.add(
          () -> {
            long start = System.nanoTime();
            return (double) (window.call() * FLOPS) / (System.nanoTime() - start);
          });
    }
    double sum = 0;
    for (Future<Double> each : callers.invokeAll(tasks)) {
      sum += each.get();
    }
    return sum;
  }

  private static long products(
      Session session, Operand<TFloat32> matrix, TFloat32 values, Operand<TFloat32> corner) {
    long count = 0;
    for (long end = System.nanoTime() + WINDOW; System.nanoTime() < end; count++) {
      session.runner().feed(matrix, values).fetch(corner).run().close();
    }
    return count;
  }
}
