package io.millrace.forecasting.alert;

import io.millrace.forecasting.LeadRecord;
import io.millrace.forecasting.Ledger;
import io.millrace.forecasting.Served;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How the model of a series has fared at one variate, at all scored leads alike.
 *
 * @param points scored at the lead that has fewest
 */
record JudgedModel(Served served, long points, List<LeadRecord> leads) {

  /** Of the model that serves, or that seasonal-naive stands in for. */
  static Optional<JudgedModel> of(Ledger ledger, String variate) {
    return ledger.model().flatMap(model -> of(ledger, model, variate));
  }

  private static Optional<JudgedModel> of(Ledger ledger, Served served, String variate) {
    List<LeadRecord> leads = ledger.records(served).getOrDefault(variate, List.of());
    return leads.size() < served.scoredLeads().size()
        ? Optional.empty()
        : Optional.of(
            new JudgedModel(
                served, leads.stream().mapToLong(LeadRecord::points).min().orElse(0), leads));
  }

  /** Over the leads; NaN if one has none. */
  double mean(Function<LeadRecord, @Nullable Double> figure) {
    double sum = 0;
    for (LeadRecord lead : leads) {
      Double value = figure.apply(lead);
      sum += value == null ? Double.NaN : value;
    }
    return sum / leads.size();
  }
}
