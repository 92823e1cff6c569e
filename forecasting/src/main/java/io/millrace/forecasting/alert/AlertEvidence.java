package io.millrace.forecasting.alert;

import io.millrace.forecasting.Ledger;
import io.millrace.forecasting.Outlook;
import io.millrace.forecasting.Scored;
import io.millrace.forecasting.Window;
import java.util.List;
import java.util.Optional;

/**
 * What a rule may look at when a step has closed.
 *
 * @param actuals ends with the step
 * @param scored forecasts that met their actuals at the step
 * @param outlook the forecast made at the step, if one was
 * @param ledger how forecasts have fared, this step's actuals included
 */
public record AlertEvidence(
    String series, Window actuals, List<Scored> scored, Optional<Outlook> outlook, Ledger ledger) {

  public AlertEvidence {
    scored = List.copyOf(scored);
  }
}
