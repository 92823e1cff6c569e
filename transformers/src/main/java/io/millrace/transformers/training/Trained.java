package io.millrace.transformers.training;

import java.util.List;
import java.util.Map;

/**
 * What training gave.
 *
 * @param weights of the best epoch, row-major, by path
 * @param best from 1
 */
public record Trained(Map<String, float[]> weights, List<EpochReport> epochs, int best) {

  public Trained {
    weights = Map.copyOf(weights);
    epochs = List.copyOf(epochs);
  }

  /** The smallest validation loss. */
  public double validationLoss() {
    return epochs.get(best - 1).validationLoss();
  }
}
