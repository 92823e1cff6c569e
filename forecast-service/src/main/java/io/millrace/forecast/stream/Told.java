package io.millrace.forecast.stream;

import io.millrace.events.Alert;
import io.millrace.events.Forecast;
import io.millrace.events.ForecastDecision;
import io.millrace.events.ForecastScore;
import io.millrace.events.LeadScore;
import io.millrace.events.Origin;
import io.millrace.events.VariateForecast;
import io.millrace.forecasting.Acceptance;
import io.millrace.forecasting.LeadRecord;
import io.millrace.forecasting.Outlook;
import io.millrace.forecasting.Served;
import io.millrace.forecasting.VariateOutlook;
import io.millrace.forecasting.Window;
import io.millrace.forecasting.alert.AlertChange;
import io.millrace.forecasting.alert.AlertRule;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The domain's values as events. */
public final class Told {

  /** The decision that a step gets no forecast. */
  public static final String SKIP = "skip";

  /** Attribute of a forecast: rows that its batch was padded to, for whoever computes it again. */
  public static final String SHAPE = "shape";

  private Told() {}

  /** Empty when no variate has a finite forecast. */
  static Optional<Forecast> forecast(ClosedStep step, Forecasted forecast) {
    Outlook outlook = forecast.outlook();
    Map<String, VariateForecast> variates = new LinkedHashMap<>();
    outlook
        .variates()
        .forEach(
            (name, variate) -> {
              if (isFinite(variate)) {
                variates.put(name, variate(step, forecast, name, variate));
              }
            });
    Served served = forecast.served();
    return variates.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Forecast(
                step.series(),
                step.window().at(),
                served.model(),
                served.version(),
                served.servedBy(),
                step.window().grid().step(),
                served.horizon(),
                variates,
                attributes(step.window(), forecast.shape())));
  }

  private static Map<String, String> attributes(Window window, int shape) {
    Map<String, String> attributes = new LinkedHashMap<>(attributes(window));
    if (shape > 0) {
      attributes.put(SHAPE, Integer.toString(shape));
    }
    return attributes;
  }

  private static boolean isFinite(VariateOutlook variate) {
    return Stream.of(variate.mean(), variate.trend(), variate.season())
            .flatMapToDouble(Arrays::stream)
            .allMatch(Double::isFinite)
        && Arrays.stream(variate.quantiles())
            .flatMapToDouble(Arrays::stream)
            .allMatch(Double::isFinite);
  }

  /** The forecaster's own quantiles, if the job wants them told. */
  private static SortedMap<Double, double[]> raw(
      ClosedStep step, Forecasted forecast, String name) {
    VariateOutlook own = forecast.own().variates().get(name);
    return own == null || !step.job().raw() ? new TreeMap<>() : quantiles(own);
  }

  private static VariateForecast variate(
      ClosedStep step, Forecasted forecast, String name, VariateOutlook variate) {
    return new VariateForecast(
        variate.mean(),
        quantiles(variate),
        raw(step, forecast, name),
        variate.trend(),
        variate.season(),
        forecast.servedBy(name).orElse(null));
  }

  private static SortedMap<Double, double[]> quantiles(VariateOutlook variate) {
    SortedMap<Double, double[]> quantiles = new TreeMap<>();
    for (int q = 0; q < variate.levels().length; q++) {
      quantiles.put(variate.levels()[q], variate.quantiles()[q]);
    }
    return quantiles;
  }

  static ForecastDecision stepChange(String series, Instant at, Acceptance.Regridded change) {
    return new ForecastDecision(
        series,
        at,
        "step-change",
        "its readings come every %s, no longer every %s: its history began anew"
            .formatted(change.to(), change.from()),
        Map.of("from", change.from().toString(), "to", change.to().toString()));
  }

  static ForecastScore score(
      ClosedStep step, Served served, Map<String, List<LeadRecord>> records) {
    Map<String, List<LeadScore>> variates = new LinkedHashMap<>();
    records.forEach((name, leads) -> variates.put(name, leads.stream().map(Told::lead).toList()));
    return new ForecastScore(
        step.series(),
        step.window().at(),
        served.model(),
        served.version(),
        served.servedBy(),
        variates,
        attributes(step.window()));
  }

  public static LeadScore lead(LeadRecord lead) {
    return new LeadScore(
        lead.lead(),
        lead.points(),
        lead.mae(),
        lead.rmse(),
        lead.mase(),
        lead.relMae(),
        lead.pinball(),
        lead.bias(),
        lead.coverage(),
        lead.coverageTarget());
  }

  static Alert alert(ClosedStep step, AlertRule rule, AlertChange change) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("series", step.series());
    labels.put("variate", rule.watched());
    labels.putAll(attributes(step.window()));
    return ToldAlert.of(rule, change, step.series(), labels);
  }

  private static Map<String, String> attributes(Window window) {
    return window.recorded() ? Map.of(Origin.ATTRIBUTE, Origin.RECORDED) : Map.of();
  }

  static Map<String, Object> origin(Window window) {
    return Map.copyOf(attributes(window));
  }
}
