package io.millrace.serving;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A network that reads token ids. */
record TextNetwork(SavedNetwork network, Halves halves) {

  /**
   * Runs some texts in one shape. A padding row attends to its first token, so that no softmax is
   * over nothing.
   *
   * @param texts ids of each, at most as many texts and ids as the shape holds
   */
  Outputs run(BatchShape shape, List<int[]> texts) {
    return halves.run(shape, texts, this::once);
  }

  private Outputs once(BatchShape shape, List<int[]> texts) {
    try (Inputs inputs = network.inputs()) {
      put(texts, shape, inputs);
      return network.run(inputs, texts.size());
    }
  }

  /** Whether it says how much each token counted for each label. */
  boolean givesTokenWeights() {
    return network.gives(Contract.TOKEN_WEIGHTS);
  }

  /**
   * How much each token of a text counted for one label, padding included.
   *
   * @throws ModelOutputException if it says so of other tokens than those it was given
   */
  float[] tokenWeights(BatchShape shape, int[] ids, int label) {
    try (Inputs inputs = network.inputs()) {
      put(List.of(ids), shape, inputs);
      float[] weights =
          network.read(inputs, 1, Contract.TOKEN_WEIGHTS).row(Contract.TOKEN_WEIGHTS, 0);
      int length = shape.length();
      if (weights.length != bundle().manifest().labels().size() * length) {
        throw new ModelOutputException(
            bundle(),
            "output %s has %d numbers for a text of %d tokens, not one for each and each label"
                .formatted(Contract.TOKEN_WEIGHTS, weights.length, length));
      }
      return Arrays.copyOfRange(weights, label * length, (label + 1) * length);
    }
  }

  private static void put(List<int[]> texts, BatchShape shape, Inputs inputs) {
    int batch = shape.batch();
    int length = shape.length();
    int[] ids = new int[batch * length]; // [batch, length]
    int[] mask = new int[batch * length];
    for (int row = 0; row < batch; row++) {
      int[] text = row < texts.size() ? texts.get(row) : new int[1];
      System.arraycopy(text, 0, ids, row * length, text.length);
      Arrays.fill(mask, row * length, row * length + text.length, 1);
    }
    inputs.ints(Contract.INPUT_IDS, ids, batch, length);
    inputs.ints(Contract.ATTENTION_MASK, mask, batch, length);
  }

  /** Runs a shape full of a text that is repeated to its length. */
  void warm(BatchShape shape, int[] ids) {
    int[] full = new int[shape.length()];
    for (int at = 0; at < full.length; at++) {
      full[at] = ids[at % ids.length];
    }
    run(shape, Collections.nCopies(shape.batch(), full));
  }

  Classification answer(Outputs outputs, int row) {
    return Classification.of(bundle().manifest(), outputs, row);
  }

  ModelBundle bundle() {
    return network.bundle();
  }
}
