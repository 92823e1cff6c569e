package io.millrace.forecast.models;

import io.millrace.releases.Loader;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.Task;
import java.util.List;

/**
 * Loads forecast bundles.
 *
 * @param shapes rows that they will be run with, rising
 */
public record NetworkLoader(List<Integer> shapes) implements Loader<NetworkForecaster> {

  public NetworkLoader {
    shapes = List.copyOf(shapes);
  }

  @Override
  public Task task() {
    return Task.FORECAST;
  }

  @Override
  public NetworkForecaster load(ModelBundle bundle) {
    return NetworkForecaster.load(bundle, shapes);
  }
}
