package io.millrace.forecast.stream;

import io.millrace.forecasting.Outlook;
import java.util.List;
import java.util.Optional;

/**
 * Who serves a step, and who forecasts it in the shadow, each calibrated by its own account.
 *
 * @param served what is told, seasonal-naive's in the variates in which the model is demoted;
 *     empty: nobody serves it
 * @param shadow what the challenger says while the contest goes on
 * @param remembered what is scored when the actuals come, in the order in which the ledger takes it
 *     in: the challenger's, the model's, and seasonal-naive's if it serves any variate
 */
record Roles(Optional<Forecasted> served, Optional<Forecasted> shadow, List<Outlook> remembered) {
  Roles {
    remembered = List.copyOf(remembered);
  }
}
