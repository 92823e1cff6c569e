package io.millrace.serving;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a held-out stretch taught about a forecast model's errors.
 *
 * @param residualCorrelation correlation of the residuals of neighbouring leads, in (-1, 1); null =
 *     not measured
 * @param quantileShifts {@code [quantile][variate]}, in scaled units, added to the model's
 *     quantiles; empty = none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Calibration(@Nullable Double residualCorrelation, List<List<Double>> quantileShifts) {

  public Calibration {
    if (residualCorrelation != null) {
      Fields.check(
          Math.abs(residualCorrelation) < 1,
          "calibration.residualCorrelation",
          "a number between -1 and 1",
          residualCorrelation);
    }
    quantileShifts =
        Fields.list(quantileShifts).stream()
            .map(shifts -> Fields.numbers("calibration.quantileShifts", shifts))
            .toList();
  }
}
