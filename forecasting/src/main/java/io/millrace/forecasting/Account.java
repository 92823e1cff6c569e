package io.millrace.forecasting;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One forecaster's open forecasts and rolling errors on one series.
 *
 * @param tallies [lead][variate], flat, in the order of {@link Served#scoredLeads}
 */
record Account(Served served, List<Outstanding> outstanding, List<Tally> tallies) {

  Account {
    outstanding = List.copyOf(outstanding);
    tallies = List.copyOf(tallies);
  }

  static Account of(Served served) {
    int size = served.scoredLeads().size() * served.variates().size();
    return new Account(served, List.of(), Collections.nCopies(size, Tally.EMPTY));
  }

  Account with(Outlook outlook, long issued, float[][] naive) {
    List<Outstanding> more = new ArrayList<>(outstanding);
    List<Integer> leads = served.scoredLeads();
    for (int i = 0; i < leads.size(); i++) {
      more.add(Outstanding.of(outlook, leads.get(i), issued, naive[i]));
    }
    return new Account(served, more, tallies);
  }

  /** What falls due at the window's last step is scored; what fell due earlier is let go. */
  Account scored(Window actuals, List<Scored> into) {
    if (outstanding.isEmpty()) {
      return this;
    }
    List<Outstanding> open = new ArrayList<>(outstanding.size());
    List<Tally> updated = new ArrayList<>(tallies);
    for (Outstanding entry : outstanding) {
      if (entry.target() > actuals.slot()) {
        open.add(entry);
      } else if (entry.target() == actuals.slot()) {
        score(entry, actuals, updated);
        into.add(new Scored(served, entry.lead(), entry, actualsOf(actuals)));
      }
    }
    return new Account(served, open, updated);
  }

  private double[] actualsOf(Window window) {
    return served.variates().stream()
        .mapToDouble(variate -> window.actual(variate).orElse(Double.NaN))
        .toArray();
  }

  private void score(Outstanding entry, Window actuals, List<Tally> updated) {
    double[] levels = served.levelArray();
    int row = served.scoredLeads().indexOf(entry.lead()) * served.variates().size();
    for (int v = 0; v < served.variates().size(); v++) {
      OptionalDouble actual = actuals.actual(served.variates().get(v));
      if (actual.isPresent()) {
        updated.set(row + v, entry.scored(updated.get(row + v), v, actual.getAsDouble(), levels));
      }
    }
  }

  Tally tally(int leadIndex, int variate) {
    return tallies.get(leadIndex * served.variates().size() + variate);
  }
}
