package io.millrace.forecast.stream;

import io.millrace.forecasting.Ledger;
import io.millrace.forecasting.Outlook;
import io.millrace.forecasting.Served;
import io.millrace.forecasting.VariateOutlook;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What is said of a step.
 *
 * @param outlook as it is told
 * @param own the same in the forecaster's own quantiles, before calibration
 * @param shape rows that the network's batch was padded to; 0 = no network was asked
 * @param demoted variates that seasonal-naive serves in the model's place
 */
record Forecasted(Outlook outlook, Outlook own, int shape, Set<String> demoted) {

  Forecasted {
    demoted = Set.copyOf(demoted);
  }

  static Forecasted byNetwork(Outlook own, int shape) {
    return new Forecasted(own, own, shape, Set.of());
  }

  static Forecasted byNobodysNetwork(Outlook own) {
    return new Forecasted(own, own, 0, Set.of());
  }

  Forecasted calibrated(Ledger ledger) {
    return new Forecasted(ledger.calibrated(own), own, shape, demoted);
  }

  /**
   * The same with some variates as another forecaster says, which has the same leads and levels.
   * Where it has nothing to say the model's word stands.
   */
  Forecasted inPlaceOf(List<String> variates, Outlook naive) {
    Map<String, VariateOutlook> told = new LinkedHashMap<>(outlook.variates());
    Map<String, VariateOutlook> before = new LinkedHashMap<>(own.variates());
    Set<String> replaced = new LinkedHashSet<>();
    for (String variate : variates) {
      VariateOutlook instead = Objects.requireNonNull(naive.variates().get(variate));
      if (Arrays.stream(instead.mean()).allMatch(Double::isFinite)) {
        told.put(variate, instead);
        before.put(variate, Objects.requireNonNull(naive.own().get(variate)));
        replaced.add(variate);
      }
    }
    double correlation =
        replaced.containsAll(told.keySet())
            ? naive.residualCorrelation()
            : outlook.residualCorrelation();
    return new Forecasted(
        new Outlook(outlook.served(), told, correlation, before),
        new Outlook(outlook.served(), before, correlation),
        shape,
        replaced);
  }

  /** As the forecast names it: the model as long as it serves any variate. */
  Served served() {
    Served model = outlook.served();
    return demoted.containsAll(outlook.variates().keySet())
        ? new Served(
            model.model(),
            model.version(),
            NaiveSettings.NAME,
            model.variates(),
            model.levels(),
            model.horizon())
        : model;
  }

  /** Who serves a variate, if it is another than the forecast names. */
  Optional<String> servedBy(String variate) {
    return demoted.contains(variate) && !served().servedBy().equals(NaiveSettings.NAME)
        ? Optional.of(NaiveSettings.NAME)
        : Optional.empty();
  }
}
