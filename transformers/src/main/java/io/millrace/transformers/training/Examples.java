package io.millrace.transformers.training;

/** What a network learns from, or is judged by. */
public interface Examples {

  int count();

  /**
   * @param examples positions, each in [0, count)
   * @return tensors for every {@link BatchInput} of the objective; the caller closes them
   */
  Batch batch(int[] examples);
}
