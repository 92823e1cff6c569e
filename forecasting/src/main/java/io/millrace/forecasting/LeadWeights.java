package io.millrace.forecasting;

import java.util.List;

/**
 * Where each lead lies between two scored ones, in a low power of the lead: between the square
 * root, in which the errors of a random walk grow evenly, and the logarithm, which is nearer to
 * errors that soon level off. One number for a whole bucket would be too large where it begins, and
 * evenly in the lead it would be too small in its middle.
 */
final class LeadWeights {

  private static final double POWER = 0.15;

  private final int[] above; // [lead − 1] index of the first scored lead that is not before it
  private final double[] shares; // [lead − 1] 1 = at that lead, 0 = at the scored lead before it

  /**
   * @param scored leads, rising, the first of them 1 and the last the horizon
   */
  LeadWeights(List<Integer> scored, int horizon) {
    above = new int[horizon];
    shares = new double[horizon];
    int index = 0;
    for (int lead = 1; lead <= horizon; lead++) {
      index = lead > scored.get(index) ? index + 1 : index;
      above[lead - 1] = index;
      shares[lead - 1] = share(scored.get(Math.max(0, index - 1)), scored.get(index), lead);
    }
  }

  private static double share(int before, int after, int lead) {
    double from = Math.pow(before, POWER);
    return lead == after ? 1 : (Math.pow(lead, POWER) - from) / (Math.pow(after, POWER) - from);
  }

  /**
   * Of a number known at the scored leads, its value at a lead.
   *
   * @param values by scored lead
   * @param lead from 1
   */
  double at(double[] values, int lead) {
    int index = above[lead - 1];
    double share = shares[lead - 1];
    return share == 1
        ? values[index]
        : values[index - 1] + share * (values[index] - values[index - 1]);
  }
}
