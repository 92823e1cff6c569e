package io.millrace.serving;

import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.Signature;

/**
 * A network that can run.
 *
 * @param lowered whether it is the one for CPUs
 */
record OpenGraph(Graph graph, Session session, Signature signature, boolean lowered)
    implements AutoCloseable {

  /** Waits for runs under way. */
  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
