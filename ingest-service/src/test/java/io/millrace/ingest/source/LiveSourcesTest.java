package io.millrace.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.events.SensorEvent;
import io.millrace.events.SeriesEvent;
import io.millrace.host.SleepFrames.Frame;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LiveSourcesTest {

  private static final Instant START = Instant.parse("2026-01-31T12:00:00.300Z");

  private final RecordedDelivery delivery = new RecordedDelivery();

  @Test
  void telemetryLiesOnWholeSeconds() {
    HostSource source =
        new HostSource(
            () -> Map.of("cpu", 0.5), Duration.ofSeconds(1), delivery, new FakePace(START, 2));

    assertThatThrownBy(source::run).isInstanceOf(InterruptedException.class);

    assertThat(delivery.events(SeriesEvent.class))
        .extracting(SeriesEvent::at)
        .containsExactly(
            Instant.parse("2026-01-31T12:00:01Z"), Instant.parse("2026-01-31T12:00:02Z"));
    assertThat(delivery.events(SeriesEvent.class).get(0).attributes())
        .isEqualTo(Map.of("origin", "live"));
  }

  @Test
  void aFrameIsASensorEvent() {
    AtomicInteger left = new AtomicInteger(1);
    FrameSource source =
        new FrameSource(
            () -> {
              if (left.getAndDecrement() == 0) {
                throw new InterruptedException("enough");
              }
              return new Frame(START, 100, Map.of("sleep1ms", new double[] {0.1}));
            },
            delivery);

    assertThatThrownBy(source::run).isInstanceOf(InterruptedException.class);

    SensorEvent event = delivery.events(SensorEvent.class).get(0);
    assertThat(event.sensor()).isEqualTo("host-contention");
    assertThat(event.at()).isEqualTo(START);
    assertThat(event.channels().get("sleep1ms")).containsExactly(0.1);
  }

  @Test
  void aSourceThatFailsIsTriedAgainAfterLongerAndLongerPauses() {
    FakePace pace = new FakePace(START, 7);
    AtomicInteger tries = new AtomicInteger();

    new SourceLoop(new Failing(tries), pace).run();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(tries).hasValue(8);
    assertThat(Duration.between(START, pace.now())).hasSeconds(1 + 2 + 4 + 8 + 16 + 30 + 30);
  }

  private record Failing(AtomicInteger tries) implements Source {

    @Override
    public String name() {
      return "failing";
    }

    @Override
    public void run() throws IOException {
      if (tries.incrementAndGet() % 2 == 0) {
        throw new IllegalStateException("broken");
      }
      throw new IOException("unreachable");
    }
  }
}
