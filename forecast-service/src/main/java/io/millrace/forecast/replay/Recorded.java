package io.millrace.forecast.replay;

import io.millrace.events.EventJson;
import io.millrace.events.Forecast;
import io.millrace.events.ForecastDecision;
import io.millrace.forecast.stream.Told;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the service did when it was live: which forecaster served a step, or why none did. */
final class Recorded {

  /**
   * @param shape rows of the network's call; 0 = no network was asked
   */
  record Server(String model, String version, String servedBy, int shape) {

    static Server of(Forecast forecast) {
      String shape = forecast.attributes().getOrDefault(Told.SHAPE, "0");
      return new Server(
          forecast.model(), forecast.version(), forecast.servedBy(), Integer.parseInt(shape));
    }
  }

  private final Map<RecordedStep, Server> servers = new HashMap<>();
  private final Map<RecordedStep, Server> challengers = new HashMap<>();
  private final Map<RecordedStep, String> skips = new HashMap<>(); // reasons
  private final Map<Server, Server> distinct = new HashMap<>(); // few: one object for all steps

  void forecast(byte[] value) {
    keep(value, servers);
  }

  /** What a challenger said. */
  void shadow(byte[] value) {
    keep(value, challengers);
  }

  private void keep(byte[] value, Map<RecordedStep, Server> into) {
    Forecast forecast = EventJson.read(Forecast.class, value);
    into.put(
        new RecordedStep(forecast.series(), forecast.issuedAt()),
        distinct.computeIfAbsent(Server.of(forecast), same -> same));
  }

  void decision(byte[] value) {
    ForecastDecision decision = EventJson.read(ForecastDecision.class, value);
    if (decision.decision().equals(Told.SKIP)) {
      skips.put(new RecordedStep(decision.series(), decision.at()), decision.reason());
    }
  }

  Optional<Server> server(RecordedStep step) {
    return Optional.ofNullable(servers.get(step));
  }

  /** Who forecast it in the shadow. */
  Optional<Server> challenger(RecordedStep step) {
    return Optional.ofNullable(challengers.get(step));
  }

  /** The reason, if it was skipped. */
  Optional<String> skip(RecordedStep step) {
    return Optional.ofNullable(skips.get(step));
  }
}
