package io.millrace.forecast.models;

import io.millrace.releases.Loader;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.Task;
import java.util.List;
import java.util.Set;

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
  public Set<Task> tasks() {
    return Set.of(Task.FORECAST);
  }

  @Override
  public NetworkForecaster load(ModelBundle bundle) {
    return NetworkForecaster.load(bundle, shapes);
  }
}
