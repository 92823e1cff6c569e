package io.millrace.ingest.source;

import io.millrace.events.Origin;
import io.millrace.events.SeriesEvent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/** What this machine is doing, at whole intervals. */
final class HostSource implements Source {

  static final String SERIES = "host";

  private final Supplier<Map<String, Double>> telemetry;
  private final Duration interval;
  private final Delivery delivery;
  private final Pace pace;

  HostSource(
      Supplier<Map<String, Double>> telemetry, Duration interval, Delivery delivery, Pace pace) {
    this.telemetry = telemetry;
    this.interval = interval;
    this.delivery = delivery;
    this.pace = pace;
  }

  @Override
  public String name() {
    return SERIES;
  }

  @Override
  public void run() throws IOException, InterruptedException {
    for (Instant at = following(pace.now()); true; at = following(pace.now())) {
      pace.pause(Duration.between(pace.now(), at));
      delivery.deliver(
          new SeriesEvent(
              SERIES,
              at,
              0,
              SeriesEvent.Kind.OBSERVED,
              telemetry.get(),
              Map.of(Origin.ATTRIBUTE, Origin.LIVE)));
    }
  }

  /** The next multiple of the interval: the series lies on a grid that no run shifts. */
  private Instant following(Instant now) {
    long millis = interval.toMillis();
    return Instant.ofEpochMilli((now.toEpochMilli() / millis + 1) * millis);
  }
}
