package io.millrace.transformers.imports;

/** The tensors of a checkpoint, by the names that its framework gave to modules. */
interface ModuleWeights {

  /**
   * A tensor as it is kept, row-major.
   *
   * @throws RuntimeException naming the tensor, the shape expected and the shape found
   */
  float[] tensor(String name, int... shape);

  /**
   * The matrix of a linear map, however it is kept.
   *
   * @return row-major [in, out]
   * @throws RuntimeException as {@link #tensor}
   */
  float[] kernel(String module, int inputs, int outputs);
}
