package io.millrace.forecast.stream;

import io.millrace.forecast.models.Forecaster;
import io.millrace.forecast.models.Forecasters;
import io.millrace.forecasting.Outlook;
import io.millrace.forecasting.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks a network again with each of its variates hidden in turn: what a forecast owes to which.
 *
 * @param share of the networks' time that this may take, 0 = it is not done
 */
public record Occlusion(Forecasters forecasters, Shapes shapes, double share) {

  /**
   * What was said of a step, and what would have been.
   *
   * @param hidden by the variate that was hidden
   */
  record Occluded(Outlook full, Map<String, Outlook> hidden) {}

  /**
   * Empty: the model is not at hand any more, or has too many variates for one call.
   *
   * @param model that made the forecast
   * @param version of it
   */
  Optional<Occluded> of(ClosedStep step, String model, String version) {
    return forecasters.during(
        all ->
            all.stream()
                .filter(each -> each.served().model().equals(model))
                .filter(each -> each.served().version().equals(version))
                .filter(each -> each.reads().size() < shapes.largest())
                .findFirst()
                .map(each -> occluded(each, step.window().last(each.lookback()))));
  }

  private Occluded occluded(Forecaster forecaster, Window window) {
    List<Window> windows = new ArrayList<>();
    windows.add(window);
    forecaster.reads().forEach(variate -> windows.add(window.occluding(variate)));
    List<Outlook> outlooks = forecaster.forecast(windows, shapes.holding(windows.size()));
    Map<String, Outlook> hidden = new LinkedHashMap<>();
    for (int i = 0; i < forecaster.reads().size(); i++) {
      hidden.put(forecaster.reads().get(i), outlooks.get(i + 1));
    }
    return new Occluded(outlooks.get(0), hidden);
  }
}
