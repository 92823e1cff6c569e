package io.millrace.forecast.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AbandonedTransactionsTest {

  private static final String HERE = "0b9e6f5e-6f52-4c0e-9d6a-2f5f5c1d7a01";
  private static final String GONE = "7c1d2a44-1f0b-4d9a-8a57-90d3a2b4c502";

  private final AbandonedTransactions abandoned = new AbandonedTransactions("forecast-service");

  @Test
  void whatAProcessLeftThatIsNoMemberAnyMoreIsAbandoned() {
    List<String> ids =
        abandoned.among(
            List.of("forecast-service-" + GONE + "-1", "forecast-service-" + HERE + "-2"),
            List.of("forecast-service-" + HERE + "-StreamThread-1-consumer"));

    assertThat(ids).containsExactly("forecast-service-" + GONE + "-1");
  }

  @Test
  void transactionsOfOthersAreLeftAlone() {
    List<String> ids =
        abandoned.among(
            List.of(
                "inference-service-0-text-0",
                "other-forecast-service-" + GONE + "-1",
                "forecast-service-mine",
                "forecast-service-" + GONE + "-1-more"),
            List.of());

    assertThat(ids).isEmpty();
  }
}
