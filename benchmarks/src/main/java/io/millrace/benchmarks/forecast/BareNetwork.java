package io.millrace.benchmarks.forecast;

import io.millrace.serving.ForecastInputs;
import io.millrace.serving.ForecastNetwork;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.ModelManifest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** The main class of a process that runs a network alone, as fast as it can. */
public final class BareNetwork {

  /** Before each figure that is printed. */
  static final String RATE = "rows a second: ";

  private static final long NANOS = 1_000_000_000L;

  private final ForecastNetwork network;
  private final ForecastInputs inputs;

  private BareNetwork(ForecastNetwork network, int shape) {
    ModelManifest manifest = network.manifest();
    Random random = new Random(1);
    float[] history = new float[shape * manifest.lookback() * manifest.variates().size()];
    for (int i = 0; i < history.length; i++) {
      history[i] = (float) random.nextGaussian();
    }
    this.network = network;
    this.inputs = new ForecastInputs(shape, history);
  }

  /**
   * Prints rows a second, measured so often.
   *
   * @param args bundle, rows of a call, callers, seconds of each measurement and of the warm-up,
   *     measurements
   */
  public static void main(String[] args) throws InterruptedException {
    int shape = Integer.parseInt(args[1]);
    int callers = Integer.parseInt(args[2]);
    int seconds = Integer.parseInt(args[3]);
    try (ForecastNetwork network = ForecastNetwork.load(ModelBundle.read(Path.of(args[0])))) {
      BareNetwork bare = new BareNetwork(network, shape);
      bare.rowsPerSecond(callers, seconds); // warms up
      for (int i = 0; i < Integer.parseInt(args[4]); i++) {
        System.out.println(RATE + bare.rowsPerSecond(callers, seconds));
      }
    }
  }

  private double rowsPerSecond(int callers, int seconds) throws InterruptedException {
    AtomicLong rows = new AtomicLong();
    AtomicBoolean over = new AtomicBoolean();
    List<Thread> threads = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < callers; i++) {
      Thread caller = new Thread(() -> call(rows, over));
      caller.start();
      threads.add(caller);
    }
    Thread.sleep(seconds * 1000L);
    long counted = rows.get();
    double taken = (System.nanoTime() - start) / (double) NANOS;
    over.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
    return counted / taken;
  }

  private void call(AtomicLong rows, AtomicBoolean over) {
    while (!over.get()) {
      var unused = network.predict(inputs, inputs.batch());
      rows.addAndGet(inputs.batch());
    }
  }
}
