package io.millrace.forecast.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.Test;

class GatheredTest {

  private static final HostInfo OTHER = new HostInfo("forecast-1", 8083);
  private static final TopicPartition FIRST = new TopicPartition("series-events", 0);
  private static final TopicPartition SECOND = new TopicPartition("series-events", 1);
  private static final TopicPartition LABELS = new TopicPartition("inferences", 0);

  private static Gathered gathered() {
    return new Gathered(
        List.of(
            new Gathered.Answer(
                Optional.empty(), Share.of(Set.of(FIRST, LABELS), List.of("a", "b"))),
            new Gathered.Answer(
                Optional.of(OTHER), Share.of(Set.of(FIRST, SECOND), List.of("b", "c")))),
        true);
  }

  @Test
  void ofTwoWhoHaveASeriesTheNearerIsAsked() {
    Map<String, Optional<HostInfo>> holders = gathered().holders();

    assertThat(holders)
        .isEqualTo(Map.of("a", Optional.empty(), "b", Optional.empty(), "c", Optional.of(OTHER)));
  }

  @Test
  void itCoversWhatAnyOfThemDoes() {
    Set<TopicPartition> all = Set.of(FIRST, SECOND, LABELS, new TopicPartition("inferences", 1));

    assertThat(gathered().of(all)).containsExactlyInAnyOrder(FIRST, SECOND, LABELS);
    assertThat(Placement.ofSeries(gathered().of(all))).containsExactly(0, 1);
  }
}
