package io.millrace.releases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemoryLimitTest {

  private long live;
  private final MemoryLimit limit = new MemoryLimit(Optional.of(1_000L), () -> live);

  @Test
  void atTwiceTheLimitTheGateIsClosedAndSaysWhichKeySetsIt() {
    live = 1_000;
    assertThat(limit.closed()).isEmpty();

    live = 2_000;
    assertThat(limit.closed())
        .contains(
            "models and tensors take 2000 bytes of native memory,"
                + " millrace.memory.native-limit is 1000");
  }

  @Test
  void whatWouldGoAboveTheLimitIsNotLoaded() {
    live = 400;

    assertThatCode(() -> limit.require(600)).doesNotThrowAnyException();
    assertThatThrownBy(() -> limit.require(601))
        .hasMessage(
            "it needs 601 bytes of native memory beside 400 that are taken,"
                + " millrace.memory.native-limit is 1000");
  }

  @Test
  void withoutALimitAnythingGoes() {
    live = Long.MAX_VALUE / 2;

    assertThat(new MemoryLimit(Optional.empty(), () -> live).closed()).isEmpty();
  }
}
