package io.millrace.ingest.source;

import io.millrace.events.Origin;
import io.millrace.events.SensorEvent;
import io.millrace.host.SleepFrames.Frame;
import java.io.IOException;
import java.util.Map;

/** Frames that say how contended this machine is. */
final class FrameSource implements Source {

  static final String SENSOR = "host-contention";

  private final Sampler sampler;
  private final Delivery delivery;

  /** Takes the next frame, which lasts as long as the frame does. */
  interface Sampler {
    Frame next() throws InterruptedException;
  }

  FrameSource(Sampler sampler, Delivery delivery) {
    this.sampler = sampler;
    this.delivery = delivery;
  }

  @Override
  public String name() {
    return "frames";
  }

  @Override
  public void run() throws IOException, InterruptedException {
    while (true) {
      Frame frame = sampler.next();
      delivery.deliver(
          new SensorEvent(
              SENSOR + "-" + frame.at().toEpochMilli(),
              SENSOR,
              frame.at(),
              frame.rateHz(),
              frame.channels(),
              Map.of(Origin.ATTRIBUTE, Origin.LIVE)));
    }
  }
}
