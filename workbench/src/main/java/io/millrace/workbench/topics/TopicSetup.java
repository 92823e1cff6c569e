package io.millrace.workbench.topics;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;

/** Brings a table of topics to a broker. */
public final class TopicSetup {

  private final Admin admin;

  public TopicSetup(Admin admin) {
    this.admin = admin;
  }

  /**
   * Creates the topics that are missing; returns their names.
   *
   * @throws TopicTableException if one that exists has another number of partitions
   */
  public Set<String> create(TopicTable table) throws InterruptedException {
    try {
      Set<String> present = admin.listTopics().names().get();
      requireSamePartitions(table, present);
      Set<String> missing =
          table.names().stream()
              .filter(name -> !present.contains(name))
              .collect(Collectors.toUnmodifiableSet());
      admin.createTopics(missing.stream().map(table::asNewTopic).toList()).all().get();
      return missing;
    } catch (ExecutionException e) {
      throw new TopicTableException("topics cannot be created: " + e.getCause(), e);
    }
  }

  private void requireSamePartitions(TopicTable table, Set<String> present)
      throws ExecutionException, InterruptedException {
    Set<String> shared =
        table.names().stream().filter(present::contains).collect(Collectors.toUnmodifiableSet());
    Map<String, TopicDescription> described = admin.describeTopics(shared).allTopicNames().get();
    described.forEach((name, topic) -> requireSame(name, topic.partitions().size(), table));
  }

  private static void requireSame(String name, int has, TopicTable table) {
    int listed = table.partitions(name);
    if (has != listed) {
      throw new TopicTableException(
          "topic "
              + name
              + " has "
              + has
              + " partitions and deploy/topics.yaml lists "
              + listed
              + ": its keys would change places; start with --fresh, or restore the number");
    }
  }
}
