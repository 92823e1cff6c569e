package io.millrace.forecast.stream;

import java.util.Optional;

/**
 * The networks that a step is forecast by. Both or neither: what a contest is decided by must not
 * depend on how busy the stream was.
 *
 * @param own of the model that is to serve
 * @param challenger of the one beside it
 */
record StepCalls(NetworkCall own, Optional<NetworkCall> challenger) {

  static StepCalls of(Plan.Serve serve, ClosedStep step) {
    return new StepCalls(
        NetworkCall.of(serve, step), serve.challenger().map(other -> NetworkCall.of(other, step)));
  }

  /** Nanoseconds that calls of so many rows are expected to take. */
  long expected(PassTimes times, int rows) {
    return times.expected(own.forecaster().served(), rows)
        + challenger.map(other -> times.expected(other.forecaster().served(), rows)).orElse(0L);
  }
}
