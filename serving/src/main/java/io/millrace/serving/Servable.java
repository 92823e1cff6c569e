package io.millrace.serving;

import java.util.List;

/**
 * A version of a model, loaded from its bundle, that may be tried and then serve. Safe for use by
 * many threads.
 */
public interface Servable extends AutoCloseable {

  ModelBundle bundle();

  default ModelManifest manifest() {
    return bundle().manifest();
  }

  /**
   * Runs the network on every shape that it is served with, so that the first records find it warm.
   *
   * @return the best time of each shape
   * @throws InvalidBundleException naming the first shape that the network fails on, or answers
   *     with something of another shape than promised
   */
  List<ShapeTime> warmUp();

  /**
   * As {@link #warmUp}, for the start of a process, which waits for it: of many shapes the corners,
   * once each. What runs on these runs on the shapes between them.
   */
  default List<ShapeTime> warmUpCorners() {
    return warmUp();
  }

  /**
   * Has the model answer what it must be able to answer, its bundle's golden examples among it.
   *
   * @throws GoldenMismatchException if it answers an example otherwise
   * @throws InvalidBundleException if the examples cannot be read, or an answer is none
   */
  void prove();

  /**
   * Native memory that the weights take, reckoned from the files they are read from: all of {@code
   * saved_model/variables} and {@code saved_model.pb}, which holds the constants of a frozen
   * network. What TensorFlow keeps beside them while it runs is not in it.
   */
  long nativeBytes();

  /** Waits for runs under way, then frees what is native. */
  @Override
  void close();
}
