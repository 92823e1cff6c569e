package io.millrace.workbench.broker;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Makes the Kafka clients of one command; who asks for one closes it. */
public interface KafkaClients {

  /** Of no group; it reads committed records only. */
  Consumer<byte[], byte[]> consumer();

  /** A record counts as sent when all replicas have it. */
  Producer<byte[], byte[]> producer();

  /** As {@link #producer()}, in transactions; another of the same id ends what this one began. */
  Producer<byte[], byte[]> transactional(String id);

  /** For what an administrator does. */
  Admin admin();
}
