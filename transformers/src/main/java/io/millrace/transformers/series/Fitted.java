package io.millrace.transformers.series;

import io.millrace.transformers.training.EpochReport;
import io.millrace.transformers.training.Trained;
import java.util.List;
import java.util.Map;

/**
 * A forecaster with the weights that training gave it.
 *
 * @param weights row-major, by path
 * @param seconds that training took; NaN if it did not train itself
 */
public record Fitted(Forecaster forecaster, Map<String, float[]> weights, double seconds) {

  public Fitted {
    weights = Map.copyOf(weights);
  }

  static Fitted of(Forecaster forecaster, Trained trained) {
    double seconds = trained.epochs().stream().mapToDouble(EpochReport::seconds).sum();
    return new Fitted(forecaster, trained.weights(), seconds);
  }

  /** Several that answer together. */
  public static Fitted ensemble(List<Fitted> members) {
    return new Fitted(
        new Ensemble(members.stream().map(Fitted::forecaster).toList()),
        Ensemble.weights(members.stream().map(Fitted::weights).toList()),
        members.stream().mapToDouble(Fitted::seconds).sum());
  }

  /** The same network with intervals around its mean, if it has none of its own. */
  public Fitted withIntervals(List<Double> levels) {
    return new Fitted(Conformal.around(forecaster, levels), weights, seconds);
  }
}
