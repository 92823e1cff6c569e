package io.millrace.forecast.http;

import io.millrace.events.Topics;
import io.millrace.forecast.stream.Stores;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;

/**
 * How far copies of stores are behind. One that is still being made has not got all series yet: a
 * list out of it would be short without saying so.
 *
 * @param stores of each store, by partition
 * @param acceptable records that a copy may lack, as Streams itself has it before it hands over
 */
record CopyLags(Map<String, Map<Integer, Copied>> stores, long acceptable) {

  private static final Set<String> OF_LABELS =
      Set.of(Stores.LABEL_ALERTS, Stores.LABEL_ALERT_CHANGES);

  /**
   * A copy of one partition of a store.
   *
   * @param position offset up to which its changelog was read; 0 = not begun
   * @param end of the changelog
   */
  record Copied(long position, long end) {

    boolean isWhole(long acceptable) {
      return end == 0 || (position > 0 && end - position <= acceptable);
    }
  }

  /**
   * Asks the brokers how long the changelogs are.
   *
   * @throws IllegalStateException if the stream does not run
   */
  static CopyLags of(KafkaStreams streams, long acceptable) {
    return new CopyLags(
        streams.allLocalStorePartitionLags().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    store ->
                        store.getValue().entrySet().stream()
                            .collect(
                                Collectors.toMap(
                                    Map.Entry::getKey,
                                    each ->
                                        new Copied(
                                            each.getValue().currentOffsetPosition(),
                                            each.getValue().endOffsetPosition()))))),
        acceptable);
  }

  /** Whether all that is kept for a partition of a source is here. */
  boolean isWhole(TopicPartition source) {
    boolean labels = source.topic().equals(Topics.INFERENCES);
    List<Copied> copies =
        stores.entrySet().stream()
            .filter(store -> OF_LABELS.contains(store.getKey()) == labels)
            .map(store -> store.getValue().get(source.partition()))
            .filter(copied -> copied != null)
            .toList();
    return !copies.isEmpty() && copies.stream().allMatch(copied -> copied.isWhole(acceptable));
  }
}
