package io.millrace.workbench.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.events.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicTableTest {

  @TempDir Path folder;

  @Test
  void theTableOfTheRepositoryListsEveryTopicThatTheEventsName() {
    TopicTable table = TopicTable.read(Path.of("..", "deploy", "topics.yaml"));

    assertThat(table.names()).containsExactlyInAnyOrderElementsOf(Topics.ALL);
    assertThat(table.partitions("series-events")).isEqualTo(table.partitions("forecasts"));
  }

  @Test
  void retentionAndSizeBecomeKafkasOwnSettings() throws IOException {
    TopicTable table = table("- {name: a, partitions: 2, retention: 12h, retentionSize: 3MiB}");

    assertThat(table.asNewTopic("a").numPartitions()).isEqualTo(2);
    assertThat(table.asNewTopic("a").configs())
        .isEqualTo(
            Map.of(
                "cleanup.policy", "delete",
                "retention.ms", "43200000",
                "retention.bytes", "3145728"));
  }

  @Test
  void aCompactTopicIsCompacted() throws IOException {
    assertThat(table("- {name: a, partitions: 1, retention: compact}").asNewTopic("a").configs())
        .isEqualTo(Map.of("cleanup.policy", "compact"));
  }

  @Test
  void anUnknownKeyIsRefusedWithItsLine() {
    assertRefused("- {name: a, partitions: 1, retention: 1d, replicas: 3}", ":2: ", "replicas");
  }

  @Test
  void aBadRetentionIsRefusedWithTheTopicAndTheLine() {
    assertRefused("- {name: a, partitions: 1, retention: 7 days}", ":2: ", "a: retention '7 days'");
  }

  @Test
  void aBadSizeIsRefused() {
    assertRefused("- {name: a, partitions: 1, retention: 1d, retentionSize: 3MB}", "'3MB'");
  }

  @Test
  void aTopicWithoutPartitionsIsRefused() {
    assertRefused("- {name: a, retention: 1d}", ":2: ", "partitions");
  }

  @Test
  void anEmptyValueIsRefused() {
    assertRefused("- {name: a, partitions: , retention: 1d}", "lacks a value");
  }

  @Test
  void noPartitionsAtAllIsRefused() {
    assertRefused("- {name: a, partitions: 0, retention: 1d}", "a: partitions must lie in 1..1000");
  }

  @Test
  void aTopicListedTwiceIsRefused() {
    assertRefused(
        "- {name: a, partitions: 1, retention: 1d}\n- {name: a, partitions: 1, retention: 1d}",
        "topic a is listed twice");
  }

  @Test
  void coPartitionedTopicsMustHaveAsManyPartitions() {
    assertRefused(
        "- {name: a, partitions: 1, retention: 1d, coPartitionedWith: [b]}\n"
            + "- {name: b, partitions: 2, retention: 1d}",
        "a: coPartitionedWith names b, which has 2 partitions");
  }

  @Test
  void aCoPartitionedTopicMustBeListed() {
    assertRefused(
        "- {name: a, partitions: 1, retention: 1d, coPartitionedWith: [b]}", "is not listed");
  }

  @Test
  void whatIsNoYamlIsRefusedWithItsLine() {
    assertRefused("- {name: a", ":2");
  }

  private TopicTable table(String topics) throws IOException {
    return TopicTable.read(Files.writeString(folder.resolve("topics.yaml"), "topics:\n" + topics));
  }

  private void assertRefused(String topics, String... reasons) {
    assertThatThrownBy(() -> table(topics))
        .isInstanceOf(TopicTableException.class)
        .hasMessageContainingAll(reasons)
        .hasMessageContaining("topics.yaml");
  }
}
