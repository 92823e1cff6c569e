package io.millrace.serving;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a held-out stretch taught about a forecast model's errors.
 *
 * @param residualCorrelation correlation of the residuals of neighbouring leads, in (-1, 1); null =
 *     not measured
 * @param leads the last lead of each bucket of leads, ascending, the last one the horizon
 * @param quantileShifts {@code [quantile][bucket][variate]}, in scaled units, added to the model's
 *     quantiles; empty = none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Calibration(
    @Nullable Double residualCorrelation,
    List<Integer> leads,
    List<List<List<Double>>> quantileShifts) {

  private static final String SHIFTS = "calibration.quantileShifts";

  public Calibration {
    if (residualCorrelation != null) {
      Fields.check(
          Math.abs(residualCorrelation) < 1,
          "calibration.residualCorrelation",
          "a number between -1 and 1",
          residualCorrelation);
    }
    leads = Fields.list(leads);
    int last = 0;
    for (int lead : leads) {
      Fields.check(lead > last, "calibration.leads", "rising leads from 1 on", leads);
      last = lead;
    }
    quantileShifts =
        Fields.list(quantileShifts).stream()
            .map(rows -> rows.stream().map(row -> Fields.numbers(SHIFTS, row)).toList())
            .toList();
  }

  /** Whether the shifts are those of a model with this contract. */
  void check(int horizon, int quantiles, int variates) {
    if (quantileShifts.isEmpty()) {
      return;
    }
    Fields.check(
        !leads.isEmpty() && leads.get(leads.size() - 1) == horizon,
        "calibration.leads",
        "buckets that end with the horizon " + horizon,
        leads);
    Fields.check(
        quantileShifts.size() == quantiles,
        SHIFTS,
        "one table for each of the " + quantiles + " quantiles",
        quantileShifts.size());
    for (List<List<Double>> rows : quantileShifts) {
      Fields.check(
          rows.size() == leads.size(),
          SHIFTS,
          "one row for each of the " + leads.size() + " buckets of leads",
          rows.size());
      for (List<Double> row : rows) {
        Fields.check(
            row.size() == variates,
            SHIFTS,
            "one number for each of the " + variates + " variates in a row",
            row.size());
      }
    }
  }
}
