package io.millrace.forecast.stream;

import io.millrace.forecasting.Contest;
import io.millrace.forecasting.Ledger;
import io.millrace.forecasting.Outlook;
import io.millrace.forecasting.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Gives the forecasts of a step their roles.
 *
 * @param ledger with the step's actuals taken in, and who challenges whom
 * @param demotes whether seasonal-naive stands in for a model that it serves better than
 */
record Casting(Window window, Ledger ledger, Plan plan, boolean demotes) {

  /**
   * @param own of the model that the plan has serve; empty: it refused, and then the challenger is
   *     not heard either, for a step counts only if both forecast it
   * @param naive serves where no model does
   */
  Roles roles(
      Optional<Forecasted> own,
      Optional<Forecasted> challenger,
      Supplier<Optional<Forecasted>> naive) {
    Contest.Verdict verdict = verdict();
    Optional<Forecasted> shadow =
        challenger
            .filter(it -> verdict == Contest.Verdict.GOES_ON && own.isPresent())
            .map(it -> it.calibrated(ledger));
    List<Outlook> remembered = new ArrayList<>();
    shadow.ifPresent(it -> remembered.add(it.outlook()));
    Optional<Forecasted> model =
        (verdict == Contest.Verdict.PROMOTED ? challenger : own).map(it -> it.calibrated(ledger));
    Optional<Forecasted> served =
        model.isPresent()
            ? model.map(it -> inParts(it, remembered))
            : naive.get().map(it -> alone(it.calibrated(ledger), remembered));
    return new Roles(served, shadow, remembered);
  }

  /** The plan may be older than the verdict: steps before this one were settled since. */
  private Contest.Verdict verdict() {
    return plan instanceof Plan.Serve serve && serve.challenger().isPresent()
        ? ledger.challenge().orElseThrow().verdict()
        : Contest.Verdict.NO_BETTER;
  }

  private static Forecasted alone(Forecasted forecast, List<Outlook> remembered) {
    remembered.add(forecast.outlook());
    return forecast;
  }

  /** A demoted model goes on in the shadow, in every variate. */
  private Forecasted inParts(Forecasted model, List<Outlook> remembered) {
    remembered.add(model.outlook());
    List<String> demoted = demotes ? ledger.demoted(model.outlook().served()) : List.of();
    if (demoted.isEmpty()) {
      return model;
    }
    Outlook naive =
        ledger.calibrated(NaiveSettings.inPlaceOf(model.outlook().served(), window, ledger));
    remembered.add(naive);
    return model.inPlaceOf(demoted, naive);
  }
}
