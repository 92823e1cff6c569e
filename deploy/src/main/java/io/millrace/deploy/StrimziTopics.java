package io.millrace.deploy;

import io.millrace.workbench.topics.TopicTable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The table of topics as Strimzi's topic operator takes it.
 *
 * @see <a href="https://strimzi.io/docs/operators/latest/configuring">KafkaTopic</a>
 */
final class StrimziTopics {

  private static final int REPLICAS = 3; // so many brokers as kafka.yaml has

  private StrimziTopics() {}

  static Collection<Map<String, Object>> of(TopicTable table) {
    return table.names().stream().map(table::asNewTopic).map(StrimziTopics::resource).toList();
  }

  private static Map<String, Object> resource(NewTopic topic) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("partitions", topic.numPartitions());
    spec.put("replicas", REPLICAS);
    spec.put("config", new TreeMap<>(topic.configs()));
    return Strimzi.resource("KafkaTopic", topic.name(), spec);
  }
}
