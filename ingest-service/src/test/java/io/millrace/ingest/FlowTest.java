package io.millrace.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FlowTest {

  private final AtomicLong now = new AtomicLong();
  private final Flow flow = new Flow(now::get, Duration.ofSeconds(3));

  private void pass(int seconds) {
    now.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }

  @Test
  void itStallsOnceNothingHasBeenAcknowledgedForAWhile() {
    flow.sent();
    pass(3);
    assertThat(flow.stall()).isEmpty();
    pass(1);

    assertThat(flow.stall()).hasValue("Kafka has acknowledged nothing for 4 s");
  }

  @Test
  void anAcknowledgementBeginsTheWaitAnew() {
    flow.sent();
    flow.sent();
    pass(3);
    flow.acknowledged();
    pass(3);

    assertThat(flow.stall()).isEmpty();
  }

  @Test
  void afterAFailureItStallsAtOnceWhileOthersAreUnderWay() {
    flow.sent();
    flow.sent();
    flow.failed();

    assertThat(flow.stall()).isPresent();
  }

  @Test
  void onceNothingIsUnderWayTheNextOneTriesAnew() {
    flow.sent();
    flow.failed();

    assertThat(flow.stall()).isEmpty();
    assertThat(flow.underWay()).isZero();
  }

  @Test
  void aQuietTimeIsNoStall() {
    pass(3_600);
    flow.sent();

    assertThat(flow.stall()).isEmpty();
  }
}
