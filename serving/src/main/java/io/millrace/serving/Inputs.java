package io.millrace.serving;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.Tensor;

/** The inputs of a run: in the ledger from when each is made until all are closed. */
final class Inputs implements AutoCloseable {

  private final NativeLedger ledger;
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final Map<String, NativeLedger.Entry> entries = new LinkedHashMap<>();

  Inputs(NativeLedger ledger) {
    this.ledger = ledger;
  }

  /** Copies the values into native memory. */
  Inputs floats(String name, float[] values, long... dimensions) {
    hold(name, Tensors.floats(values, dimensions));
    return this;
  }

  /**
   * Copies some of the values into native memory; zeros fill the tensor up.
   *
   * @param from index of the first of them
   */
  Inputs padded(String name, float[] values, int from, int count, long... dimensions) {
    hold(name, Tensors.padded(values, from, count, dimensions));
    return this;
  }

  /** Copies the values into native memory. */
  Inputs ints(String name, int[] values, long... dimensions) {
    hold(name, Tensors.ints(values, dimensions));
    return this;
  }

  private void hold(String name, Tensor tensor) {
    tensors.put(name, tensor);
    entries.put(name, ledger.tensors(tensor.numBytes(), 1));
  }

  /** Rows of each, padding included. */
  int batch() {
    return Math.toIntExact(tensors.values().iterator().next().shape().get(0));
  }

  Map<String, Tensor> byName() {
    return tensors;
  }

  @Override
  public void close() {
    tensors.values().forEach(Tensor::close);
    entries.values().forEach(NativeLedger.Entry::close);
  }
}
