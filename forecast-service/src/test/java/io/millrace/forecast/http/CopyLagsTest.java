package io.millrace.forecast.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.events.Topics;
import io.millrace.forecast.http.CopyLags.Copied;
import io.millrace.forecast.stream.Stores;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CopyLagsTest {

  private static final TopicPartition SERIES = new TopicPartition(Topics.SERIES_EVENTS, 1);
  private static final TopicPartition LABELS = new TopicPartition(Topics.INFERENCES, 1);
  private static final Copied COMPLETE = new Copied(900, 1000);

  private static CopyLags lags(Copied histories, Copied labels) {
    return new CopyLags(
        Map.of(
            Stores.HISTORIES, Map.of(0, COMPLETE, 1, histories),
            Stores.LEDGERS, Map.of(0, COMPLETE, 1, COMPLETE),
            Stores.LABEL_ALERTS, Map.of(1, labels)),
        100);
  }

  @Test
  void aCopyIsWholeOnceEachOfItsStoresLacksNoMoreThanIsAcceptable() {
    assertThat(lags(COMPLETE, COMPLETE).isWhole(SERIES)).isTrue();
    assertThat(lags(new Copied(899, 1000), COMPLETE).isWhole(SERIES)).isFalse();
    assertThat(lags(new Copied(0, 0), COMPLETE).isWhole(SERIES)).isTrue();
  }

  /** Few records are all of a small state. */
  @Test
  void aCopyThatIsNotBegunIsNotWholeHoweverLittleItLacks() {
    assertThat(lags(new Copied(0, 3), COMPLETE).isWhole(SERIES)).isFalse();
  }

  @Test
  void seriesAndLabelsAreCopiedEachForThemselves() {
    CopyLags lags = lags(COMPLETE, new Copied(0, 1000));

    assertThat(lags.isWhole(SERIES)).isTrue();
    assertThat(lags.isWhole(LABELS)).isFalse();
  }

  @Test
  void ofWhatIsNotKeptThereIsNoCopy() {
    assertThat(lags(COMPLETE, COMPLETE).isWhole(new TopicPartition(Topics.SERIES_EVENTS, 2)))
        .isFalse();
  }
}
