package io.millrace.deploy;

import io.millrace.workbench.topics.TopicTable;

/** The table of topics. */
record Topics(TopicTable table) {

  static Topics ofTheTable() {
    return new Topics(TopicTable.read(Here.DEPLOY.resolve("topics.yaml")));
  }

  int partitions(String topic) {
    return table.asNewTopic(topic).numPartitions();
  }
}
