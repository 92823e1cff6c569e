package io.millrace.deploy;

import io.millrace.workbench.topics.TopicTable;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;

/** A shell script that creates the table's topics with Kafka's own commands. */
final class TopicScript {

  private static final String HEAD =
      """
      # Usage: create-topics.sh BROKER REPLICAS. Creates what is missing and changes nothing that is there.
      set -eu
      create() {
        /opt/kafka/bin/kafka-topics.sh --bootstrap-server "$broker" --create --if-not-exists --replication-factor "$replicas" "$@"
      }
      broker=$1
      replicas=$2
      """;

  private TopicScript() {}

  static String of(TopicTable table) {
    return table.names().stream()
        .map(table::asNewTopic)
        .map(TopicScript::line)
        .collect(Collectors.joining("", HEAD, ""));
  }

  private static String line(NewTopic topic) {
    String settings =
        new TreeMap<>(topic.configs())
            .entrySet().stream().map(TopicScript::setting).collect(Collectors.joining());
    return "create --topic %s --partitions %d%s%n"
        .formatted(topic.name(), topic.numPartitions(), settings);
  }

  private static String setting(Map.Entry<String, String> setting) {
    return " --config " + setting.getKey() + "=" + setting.getValue();
  }
}
