package io.millrace.forecast.jobs;

import org.apache.kafka.common.TopicPartition;

/** Where a record came to lie. */
public record Written(TopicPartition partition, long offset) {}
