package io.millrace.workbench.topics;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * One topic of the table.
 *
 * @param retention a period or {@code compact}
 * @param retentionSize of each partition, e.g. {@code 256MiB}; null for no bound
 * @param coPartitionedWith topics that must have as many partitions
 * @param writtenBy who may write to it, by name
 * @param readBy who may read it, by name
 */
record TopicLayout(
    @JsonProperty(required = true) String name,
    @JsonProperty(required = true) Integer partitions,
    @JsonProperty(required = true) String retention,
    @Nullable String retentionSize,
    @Nullable List<String> coPartitionedWith,
    @Nullable Set<String> writtenBy,
    @Nullable Set<String> readBy) {

  private static final int MOST_PARTITIONS = 1_000;

  private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,5})(MiB|GiB)");

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,248}");

  TopicLayout {
    require(name != null && partitions != null && retention != null, "a topic lacks a value");
    require(
        NAME.matcher(name).matches(), "name '" + name + "' is not lower case words and hyphens");
    require(
        partitions >= 1 && partitions <= MOST_PARTITIONS,
        name + ": partitions must lie in 1.." + MOST_PARTITIONS + ", not " + partitions);
    coPartitionedWith = coPartitionedWith == null ? List.of() : List.copyOf(coPartitionedWith);
    writtenBy = writtenBy == null ? Set.of() : Set.copyOf(writtenBy);
    readBy = readBy == null ? Set.of() : Set.copyOf(readBy);
    settingsOf(name, retention, retentionSize);
  }

  /** What is asked of Kafka; one replica, as there is one broker. */
  NewTopic asNewTopic() {
    return new NewTopic(name, partitions, (short) 1)
        .configs(settingsOf(name, retention, retentionSize));
  }

  private static Map<String, String> settingsOf(
      String name, String retention, @Nullable String size) {
    try {
      Map<String, String> settings = new HashMap<>(Retention.parse(retention).settings());
      if (size != null) {
        settings.put(TopicConfig.RETENTION_BYTES_CONFIG, Long.toString(bytes(size)));
      }
      return settings;
    } catch (TopicTableException e) {
      throw new TopicTableException(name + ": " + e.getMessage(), e);
    }
  }

  private static long bytes(String size) {
    Matcher matcher = SIZE.matcher(size);
    require(
        matcher.matches(), "retentionSize '" + size + "' is not a size; write e.g. 256MiB or 2GiB");
    return Long.parseLong(matcher.group(1)) << (matcher.group(2).equals("MiB") ? 20 : 30);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new TopicTableException(otherwise);
    }
  }
}
