package io.millrace.forecast.models;

import io.millrace.serving.InvalidBundleException;
import java.util.Optional;

/** Any version of a model, whether or not it serves: a replay asks for what served then. */
public interface Versions {

  /**
   * It stays open for as long as what gives it.
   *
   * @return empty if no bundle of it is at hand
   * @throws InvalidBundleException if its bundle cannot be loaded
   */
  Optional<Forecaster> version(String model, String version);
}
