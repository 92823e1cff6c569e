package io.millrace.workbench.up;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** How many records the services have yet to commit. */
final class ConsumerLag {

  private static final List<String> GROUPS = List.of("inference-service", "forecast-service");

  private static final long PATIENCE_MILLIS = 800;

  private final Admin admin;

  ConsumerLag(Admin admin) {
    this.admin = admin;
  }

  /** Summed over groups and partitions; empty while the broker doesn't say. */
  OptionalLong total() throws InterruptedException {
    try {
      Collection<Map<TopicPartition, OffsetAndMetadata>> committed =
          admin
              .listConsumerGroupOffsets(
                  GROUPS.stream()
                      .collect(
                          Collectors.toMap(
                              group -> group, group -> new ListConsumerGroupOffsetsSpec())))
              .all()
              .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
              .values();
      return OptionalLong.of(lag(committed));
    } catch (ExecutionException | TimeoutException e) {
      return OptionalLong.empty();
    }
  }

  private long lag(Collection<Map<TopicPartition, OffsetAndMetadata>> committed)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<TopicPartition, ListOffsetsResultInfo> ends = ends(committed);
    long lag = 0;
    for (Map<TopicPartition, OffsetAndMetadata> group : committed) {
      for (Map.Entry<TopicPartition, OffsetAndMetadata> place : group.entrySet()) {
        ListOffsetsResultInfo end = ends.get(place.getKey());
        lag += end == null ? 0 : Math.max(0, end.offset() - place.getValue().offset());
      }
    }
    return lag;
  }

  private Map<TopicPartition, ListOffsetsResultInfo> ends(
      Collection<Map<TopicPartition, OffsetAndMetadata>> committed)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    for (Map<TopicPartition, OffsetAndMetadata> group : committed) {
      group.keySet().forEach(partition -> asked.put(partition, OffsetSpec.latest()));
    }
    return admin
        .listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
        .all()
        .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
  }
}
