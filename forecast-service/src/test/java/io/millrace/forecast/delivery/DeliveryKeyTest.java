package io.millrace.forecast.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeliveryKeyTest {

  @Test
  void aKeyNamesAlertStateAndSequenceInTheLettersOfAHeader() {
    String key = DeliveryKey.of(Alerts.resolved("höst.1/cpu", 3));

    assertThat(key).isEqualTo("limit%7Ch%C3%B6st%2E1%2Fcpu%7C1+resolved+3");
  }

  @Test
  void differentChangesHaveDifferentKeys() {
    Stream<String> keys =
        Stream.of(
                Alerts.firing("a", 1),
                Alerts.firing("a", 2),
                Alerts.resolved("a", 2),
                Alerts.firing("a+firing", 1))
            .map(DeliveryKey::of);

    assertThat(keys.collect(Collectors.toSet())).hasSize(4);
  }
}
