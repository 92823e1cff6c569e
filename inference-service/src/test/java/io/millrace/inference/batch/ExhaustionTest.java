package io.millrace.inference.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.inference.loop.Records;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class ExhaustionTest {

  private final ConsumerRecord<byte[], byte[]> first = Records.text(1, "first");
  private final ConsumerRecord<byte[], byte[]> second = Records.text(2, "second");
  private Duration now = Duration.ZERO;
  private final Exhaustion exhaustion = new Exhaustion(() -> now.toNanos());

  @Test
  void twoRecordsOfOnePartitionDoNotMakeEachOtherForgotten() {
    for (int second = 0; second < 10; second += 5) {
      now = Duration.ofSeconds(second);
      assertThat(exhaustion.isItsOwn(first)).isFalse();
      assertThat(exhaustion.isItsOwn(this.second)).isFalse();
    }
    now = Duration.ofSeconds(10);

    assertThat(exhaustion.isItsOwn(first)).isTrue();
    assertThat(exhaustion.isItsOwn(second)).isTrue();
  }

  @Test
  void aShortageOfAFewSecondsIsNoRecordsOwn() {
    for (int tenth = 0; tenth < 100; tenth++) {
      now = Duration.ofMillis(100L * tenth);
      assertThat(exhaustion.isItsOwn(first)).isFalse();
    }
  }

  @Test
  void norIsOneThatWasSeenTwiceHoweverLongItLasts() {
    exhaustion.isItsOwn(first);
    now = Duration.ofHours(1);

    assertThat(exhaustion.isItsOwn(first)).isFalse();
    assertThat(exhaustion.isItsOwn(first)).isTrue();
  }

  @Test
  void whatWasHandledIsForgotten() {
    exhaustion.isItsOwn(first);
    exhaustion.isItsOwn(first);
    now = Duration.ofSeconds(20);

    exhaustion.forget(List.of(first));

    assertThat(exhaustion.isItsOwn(first)).isFalse();
  }
}
