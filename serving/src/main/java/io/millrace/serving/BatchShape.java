package io.millrace.serving;

/**
 * The shape of a sub-batch.
 *
 * @param batch rows, padding included
 * @param length tokens or samples a row, padding included
 */
record BatchShape(int batch, int length) {

  @Override
  public String toString() {
    return batch + "x" + length;
  }
}
