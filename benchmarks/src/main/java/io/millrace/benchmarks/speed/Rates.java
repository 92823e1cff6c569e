package io.millrace.benchmarks.speed;

import io.millrace.benchmarks.Latencies;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Events/s of one contender, turn by turn. */
record Rates(List<Double> perTurn) {

  Rates {
    perTurn = List.copyOf(perTurn);
  }

  Rates with(double next) {
    List<Double> more = new ArrayList<>(perTurn);
    more.add(next);
    return new Rates(more);
  }

  double median() {
    return Latencies.of(perTurn).quantile(0.5);
  }

  /** How many times as fast as another, turn by turn. */
  List<Double> over(Rates other) {
    List<Double> ratios = new ArrayList<>();
    for (int turn = 0; turn < perTurn.size(); turn++) {
      ratios.add(perTurn.get(turn) / other.perTurn.get(turn));
    }
    return ratios;
  }

  /** Median, least and most. */
  @Override
  public String toString() {
    Latencies sorted = Latencies.of(perTurn);
    return String.format(
        Locale.ROOT,
        "%,.0f events/s (%,.0f to %,.0f)",
        median(),
        sorted.quantile(0),
        sorted.quantile(1));
  }
}
