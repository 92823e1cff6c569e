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
  private final Map<RecordedStep, String> skips = new HashMap<>(); // reasons
  private final Map<Server, Server> distinct = new HashMap<>(); // few: one object for all steps

  void forecast(byte[] value) {
    Forecast forecast = EventJson.read(Forecast.class, value);
    Server server = Server.of(forecast);
    servers.put(
        new RecordedStep(forecast.series(), forecast.issuedAt()),
        distinct.computeIfAbsent(server, same -> same));
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

  /** The reason, if it was skipped. */
  Optional<String> skip(RecordedStep step) {
    return Optional.ofNullable(skips.get(step));
  }
}
