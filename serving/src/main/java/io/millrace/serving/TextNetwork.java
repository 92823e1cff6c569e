package io.millrace.serving;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A network that reads token ids. */
record TextNetwork(SavedNetwork network) {

  /**
   * Runs some texts in one shape. A padding row attends to its first token, so that no softmax is
   * over nothing.
   *
   * @param texts ids of each, at most as many texts and ids as the shape holds
   */
  Outputs run(BatchShape shape, List<int[]> texts) {
    int batch = shape.batch();
    int length = shape.length();
    int[] ids = new int[batch * length]; // [batch, length]
    int[] mask = new int[batch * length];
    for (int row = 0; row < batch; row++) {
      int[] text = row < texts.size() ? texts.get(row) : new int[1];
      System.arraycopy(text, 0, ids, row * length, text.length);
      Arrays.fill(mask, row * length, row * length + text.length, 1);
    }
    try (Inputs inputs = network.inputs()) {
      inputs.ints(Contract.INPUT_IDS, ids, batch, length);
      inputs.ints(Contract.ATTENTION_MASK, mask, batch, length);
      return network.run(inputs, texts.size());
    }
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
