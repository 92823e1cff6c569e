package io.millrace.serving;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;

/**
 * Weighs stretches of an input by hiding them: a few long ones first, then their halves, and so on
 * until they are as short as they get or time is up. Of one length those that weigh most are halved
 * first.
 */
final class Occlusion {

  /** Stretches to begin with. */
  private static final int COARSE = 8;

  private final double probability;
  private final int finest;
  private final int rows;
  private final Function<List<Stretch>, double[]> network;
  private final List<Weighed> fine = new ArrayList<>();
  private final PriorityQueue<Weighed> coarse =
      new PriorityQueue<>(
          Comparator.<Weighed>comparingInt(each -> -each.stretch().length())
              .thenComparingDouble(each -> -Math.abs(each.weight())));

  /**
   * @param probability of the label while nothing is hidden
   * @param finest units of a stretch that is not halved
   * @param rows stretches that the network takes in one run
   * @param network the label's probability while each of some stretches is hidden
   */
  Occlusion(double probability, int finest, int rows, Function<List<Stretch>, double[]> network) {
    this.probability = probability;
    this.finest = finest;
    this.rows = rows;
    this.network = network;
  }

  /** Units of an input, such as tokens or samples: from one on to before another. */
  record Stretch(int from, int to) {

    int length() {
      return to - from;
    }

    List<Stretch> cut(int parts) {
      List<Stretch> cut = new ArrayList<>();
      for (int i = 0; i < parts; i++) {
        cut.add(new Stretch(from + i * length() / parts, from + (i + 1) * length() / parts));
      }
      return cut;
    }
  }

  /** A stretch, and how far the probability falls without it. */
  record Weighed(Stretch stretch, double weight) {}

  /**
   * Weighs while there is time.
   *
   * @param units of the input
   * @return whether all stretches became as fine as they get
   */
  boolean weigh(int units, TimeBudget time) {
    List<Stretch> waiting = new Stretch(0, units).cut(Math.min(COARSE, units));
    while (!waiting.isEmpty() && time.allowsAnother()) {
      List<Stretch> next = waiting.subList(0, Math.min(rows, waiting.size()));
      time.run(() -> hide(next));
      waiting = waiting.subList(next.size(), waiting.size());
    }
    while (waiting.isEmpty() && !coarse.isEmpty() && time.allowsAnother()) {
      time.run(() -> hide(halves()));
    }
    return waiting.isEmpty() && coarse.isEmpty();
  }

  private List<Stretch> halves() {
    List<Stretch> halves = new ArrayList<>();
    do {
      halves.addAll(coarse.remove().stretch().cut(2));
    } while (halves.size() + 2 <= rows && !coarse.isEmpty());
    return halves;
  }

  private void hide(List<Stretch> stretches) {
    double[] without = network.apply(stretches);
    for (int i = 0; i < without.length; i++) {
      Weighed weighed = new Weighed(stretches.get(i), probability - without[i]);
      (weighed.stretch().length() > finest ? coarse : fine).add(weighed);
    }
  }

  /** What has been weighed, in the order of the input. */
  List<Weighed> weighed() {
    List<Weighed> all = new ArrayList<>(fine);
    all.addAll(coarse);
    all.sort(Comparator.comparingInt(each -> each.stretch().from()));
    return all;
  }
}
