package io.millrace.benchmarks.networks;

import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import io.millrace.workbench.proof.ProofRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * How cost grows with size: the slope of its logarithm over that of the size.
 *
 * @param sizes ascending
 * @param timed whether time is bounded beside memory
 */
public record GrowthRow(
    String name, String requirement, List<Integer> sizes, List<Bound> bounds, boolean timed)
    implements ProofRow {

  /**
   * On the exponents of a subject.
   *
   * @param least between the two largest sizes: at small ones what does not grow, or grows less,
   *     may be most of it
   * @param most over all sizes, and between the two largest
   */
  public record Bound(Subject subject, double least, double most) {

    boolean holds(Exponent exponent) {
      return exponent.last() >= least && exponent.last() <= most && exponent.all() <= most;
    }
  }

  /**
   * @param all over all sizes, by least squares
   * @param last between the two largest
   */
  record Exponent(double all, double last) {

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.2f (%.2f)", all, last);
    }
  }

  public GrowthRow {
    sizes = List.copyOf(sizes);
    bounds = List.copyOf(bounds);
  }

  @Override
  public String published() {
    return "";
  }

  @Override
  public Measurement measure(Bench bench) {
    StringBuilder reached = new StringBuilder();
    StringBuilder note = new StringBuilder();
    boolean kept = true;
    for (Bound bound : bounds) {
      List<Cost> costs = new ArrayList<>();
      for (int size : sizes) {
        costs.add(Cost.of(bound.subject(), size));
        bench.say("  %s of %d: %s", bound.subject(), size, costs.get(costs.size() - 1));
      }
      Exponent time = exponent(costs, Cost::seconds);
      Exponent memory = exponent(costs, Cost::kibibytes);
      kept &= bound.holds(memory) && (!timed || bound.holds(time));
      reached.append(reached.isEmpty() ? "" : "; ").append(named(bound.subject()));
      reached.append(": time " + time + ", memory " + memory);
      note.append(named(bound.subject())).append(", ").append(bound.subject().batch());
      note.append(" windows at once:");
      for (int i = 0; i < sizes.size(); i++) {
        note.append(
            String.format(
                Locale.ROOT,
                " %,d %.0f ms %.0f MiB%s",
                sizes.get(i),
                1e3 * costs.get(i).seconds(),
                costs.get(i).kibibytes() / 1024,
                i + 1 < sizes.size() ? "," : ". "));
      }
    }
    note.append(
        "In brackets: between the two largest. One process for each; its peak resident memory beyond what it had before; median");
    note.append(" time of five forward runs.");
    return new Measurement(reached.toString(), kept, List.of(), note.toString());
  }

  private static String named(Subject subject) {
    return subject.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private Exponent exponent(List<Cost> costs, ToDoubleFunction<Cost> of) {
    int last = sizes.size() - 1;
    double grown = of.applyAsDouble(costs.get(last)) / of.applyAsDouble(costs.get(last - 1));
    double larger = (double) sizes.get(last) / sizes.get(last - 1);
    return new Exponent(slope(costs, of), Math.log(grown) / Math.log(larger));
  }

  private double slope(List<Cost> costs, ToDoubleFunction<Cost> of) {
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < sizes.size(); i++) {
      meanX += Math.log(sizes.get(i)) / sizes.size();
      meanY += Math.log(of.applyAsDouble(costs.get(i))) / sizes.size();
    }
    double covariance = 0;
    double variance = 0;
    for (int i = 0; i < sizes.size(); i++) {
      double x = Math.log(sizes.get(i)) - meanX;
      covariance += x * (Math.log(of.applyAsDouble(costs.get(i))) - meanY);
      variance += x * x;
    }
    return covariance / variance;
  }
}
