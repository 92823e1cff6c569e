package io.millrace.transformers.series;

import io.millrace.forecasting.CalendarFeature;
import java.util.HashSet;
import java.util.List;

/**
 * What a forecaster sees beside the variates it forecasts.
 *
 * @param past variates known up to the issue time
 * @param known variates known up to the horizon's end
 * @param calendar features that follow from the time alone
 */
public record SeriesCovariates(
    List<String> past, List<String> known, List<CalendarFeature> calendar) {

  public SeriesCovariates {
    past = List.copyOf(past);
    known = List.copyOf(known);
    calendar = List.copyOf(calendar);
    if (new HashSet<>(past).size() < past.size() || new HashSet<>(known).size() < known.size()) {
      throw new IllegalArgumentException("covariates are named twice: " + past + ", " + known);
    }
    for (String variate : known) {
      if (past.contains(variate)) {
        throw new IllegalArgumentException(
            variate + " is either known ahead or up to the issue time, not both");
      }
    }
  }

  public static SeriesCovariates none() {
    return new SeriesCovariates(List.of(), List.of(), List.of());
  }

  /** The calendar alone. */
  public static SeriesCovariates calendar(List<CalendarFeature> features) {
    return new SeriesCovariates(List.of(), List.of(), features);
  }

  /** The variates among all that are to be forecast. */
  public List<String> targets(List<String> variates) {
    List<String> targets =
        variates.stream().filter(each -> !past.contains(each) && !known.contains(each)).toList();
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("every variate is a covariate; none is left to forecast");
    }
    return targets;
  }
}
