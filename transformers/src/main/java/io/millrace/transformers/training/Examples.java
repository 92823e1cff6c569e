package io.millrace.transformers.training;

/** What a network learns from, or is judged by. */
public interface Examples {

  int count();

  /**
   * Is called on a thread that prepares batches ahead, never twice at a time.
   *
   * @param examples positions, each in [0, count)
   * @return tensors for every {@link BatchInput} of the objective; the caller closes them
   */
  Batch batch(int[] examples);

  /**
   * Cuts an order of examples into batches.
   *
   * @param size as the plan gives it: by default, examples a batch
   */
  default Parts parts(int[] order, int size) {
    return Parts.ofSize(order, size);
  }

  /**
   * Differs for other examples: a run isn't resumed on them. This one looks at their number and at
   * up to 256 of them.
   */
  default String fingerprint() {
    return Fingerprint.of(this);
  }
}
