package io.millrace.inference.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.inference.batch.HandledBatch;
import io.millrace.inference.batch.ModelIdentity;
import io.millrace.inference.batch.RejectionCause;
import io.millrace.inference.batch.StageTimes;
import io.millrace.inference.loop.Committed;
import io.millrace.inference.loop.Records;
import io.millrace.serving.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BatchMetricsTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void aCommittedBatchIsCountedWithItsWasteItsRepeatsAndItsRefusals() {
    Work work = new Work(10, 4, 5, 1, 300, 512, Duration.ofMillis(2), Duration.ofMillis(20));
    StageTimes times =
        new StageTimes(
            Duration.ofMillis(1),
            Duration.ofMillis(2),
            Duration.ofMillis(21),
            Duration.ZERO,
            Duration.ofMillis(3));

    new BatchMetrics(registry)
        .committed(
            new Committed<>(
                "text-events",
                List.of(Records.text(0, "a"), Records.text(1, "b")),
                new HandledBatch(
                    List.of(),
                    List.of(),
                    Map.of(RejectionCause.TOO_LONG, 2),
                    Map.of(new ModelIdentity("triage", "7"), work),
                    times),
                7,
                Instant.EPOCH,
                Duration.ofMillis(30),
                Duration.ofMillis(5)));

    assertThat(count("millrace.events", "topic", "text-events")).isEqualTo(2);
    assertThat(registry.get("millrace.poll.records").summary().totalAmount()).isEqualTo(7);
    assertThat(count("millrace.inputs", "how", "cached")).isEqualTo(5);
    assertThat(count("millrace.inputs", "how", "computed")).isEqualTo(4);
    assertThat(count("millrace.inputs", "how", "repeated")).isEqualTo(1);
    assertThat(count("millrace.inputs", "how", "truncated")).isEqualTo(1);
    assertThat(count("millrace.tokens", "kind", "real")).isEqualTo(300);
    assertThat(count("millrace.tokens", "kind", "padding")).isEqualTo(212);
    assertThat(count("millrace.rejections", "reason", "too-long")).isEqualTo(2);
    assertThat(
            registry
                .get("millrace.stage.time")
                .tag("stage", "commit")
                .timer()
                .totalTime(TimeUnit.MILLISECONDS))
        .isEqualTo(5);
  }

  @Test
  void agreementIsTheShareOfAnswersWithOneLabel() {
    ShadowMetrics shadow = new ShadowMetrics(registry);

    shadow.compared("triage", "calm", "calm");
    shadow.compared("triage", "calm", "alarm");
    shadow.compared("triage", "alarm", "alarm");
    shadow.compared("tone", "glad", "sad");

    assertThat(shadow.agreement("triage")).isEqualTo(new ShadowMetrics.Agreement(3, 2, null));
    assertThat(shadow.agreement("other")).isEqualTo(new ShadowMetrics.Agreement(0, 0, null));
  }

  @Test
  void vectorsAgreeFromACosineOnAndTheirMeanIsTold() {
    ShadowMetrics shadow = new ShadowMetrics(registry);

    shadow.compared("encoder", 1);
    shadow.compared("encoder", 0.75);
    shadow.compared("encoder", 0.99);
    shadow.compared("other", -1);

    ShadowMetrics.Agreement agreement = shadow.agreement("encoder");
    assertThat(agreement.compared()).isEqualTo(3);
    assertThat(agreement.agreed()).isEqualTo(2);
    assertThat(agreement.cosine()).isCloseTo(2.74 / 3, within(1e-12));
  }

  private double count(String name, String tag, String value) {
    return registry.get(name).tag(tag, value).counter().count();
  }
}
