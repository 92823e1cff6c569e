package io.millrace.workbench.topics;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;

/** All topics, in the order of the file. A table that exists is consistent in itself. */
public final class TopicTable {

  private static final ObjectReader READER =
      YAMLMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build()
          .readerFor(File.class);

  private final Map<String, TopicLayout> topics = new LinkedHashMap<>();

  private TopicTable(List<TopicLayout> listed) {
    for (TopicLayout topic : listed) {
      if (topics.put(topic.name(), topic) != null) {
        throw new TopicTableException("topic " + topic.name() + " is listed twice");
      }
    }
    topics.values().forEach(this::requireCoPartitioned);
  }

  /**
   * Reads a table strictly.
   *
   * @throws TopicTableException naming the file, the line where there is one, and what is wrong
   */
  public static TopicTable read(Path file) {
    try {
      File content = READER.readValue(file.toFile());
      return new TopicTable(content.topics());
    } catch (JsonProcessingException e) {
      throw new TopicTableException(file + line(e.getLocation()) + ": " + reason(e), e);
    } catch (TopicTableException e) {
      throw new TopicTableException(file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new TopicTableException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The names, in the order of the file. */
  public Set<String> names() {
    return topics.keySet();
  }

  /** Who may write to a topic. */
  public Set<String> writers(String name) {
    return Set.copyOf(Objects.requireNonNull(layout(name).writtenBy()));
  }

  /** Who may read a topic. */
  public Set<String> readers(String name) {
    return Set.copyOf(Objects.requireNonNull(layout(name).readBy()));
  }

  int partitions(String name) {
    return layout(name).partitions();
  }

  /** What is asked of Kafka for a topic of the table. */
  public NewTopic asNewTopic(String name) {
    return layout(name).asNewTopic();
  }

  private TopicLayout layout(String name) {
    TopicLayout layout = topics.get(name);
    if (layout == null) {
      throw new TopicTableException("topic " + name + " is not listed");
    }
    return layout;
  }

  private void requireCoPartitioned(TopicLayout topic) {
    for (String name : List.copyOf(topic.coPartitionedWith())) {
      TopicLayout other = topics.get(name);
      if (other == null || !other.partitions().equals(topic.partitions())) {
        throw new TopicTableException(
            topic.name() + ": coPartitionedWith names " + name + ", which " + differs(other));
      }
    }
  }

  private static String differs(@Nullable TopicLayout other) {
    return other == null ? "is not listed" : "has " + other.partitions() + " partitions";
  }

  private static String line(@Nullable JsonLocation location) {
    return location == null ? "" : ":" + location.getLineNr();
  }

  /** The record's own reason, or the first line of Jackson's, which has no reference chain. */
  private static String reason(JsonProcessingException e) {
    return e.getCause() instanceof TopicTableException own && own.getMessage() != null
        ? own.getMessage()
        : e.getOriginalMessage().lines().findFirst().orElse("is not YAML");
  }

  private record File(@JsonProperty(required = true) List<TopicLayout> topics) {

    /** An explicit null passes as present. */
    File {
      topics = topics == null ? List.of() : List.copyOf(topics);
    }
  }
}
