package io.millrace.console.past;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.events.EventJson;
import io.millrace.events.Forecast;
import io.millrace.events.VariateForecast;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OneVariateTest {

  private static final VariateForecast LOAD =
      new VariateForecast(new double[] {1, 2}, new TreeMap<>(Map.of(0.5, new double[] {1.5, 2.5})));
  private static final VariateForecast MEMORY =
      new VariateForecast(new double[] {3, 4}, new TreeMap<>());

  @Test
  void theOtherVariatesAreLeftOut() {
    byte[] json = EventJson.write(forecast(Map.of("load", LOAD, "memory", MEMORY)));

    assertThat(OneVariate.of(Forecast.class, json, "load"))
        .contains(forecast(Map.of("load", LOAD)));
  }

  @Test
  void oneThatIsNotForecastHasNone() {
    byte[] json = EventJson.write(forecast(Map.of("load", LOAD)));

    assertThat(OneVariate.of(Forecast.class, json, "memory")).isEmpty();
  }

  @Test
  void whatIsNoForecastIsNone() {
    assertThat(OneVariate.of(Forecast.class, new byte[] {'{'}, "load")).isEmpty();
  }

  private static Forecast forecast(Map<String, VariateForecast> variates) {
    return new Forecast(
        "host",
        Instant.parse("2026-01-31T12:00:00Z"),
        "host-forecast",
        "1",
        "host-forecast",
        Duration.ofSeconds(1),
        2,
        variates,
        Map.of());
  }
}
