package io.millrace.forecast.delivery;

import io.millrace.events.Alert;
import io.millrace.events.EventJson;
import io.millrace.events.InvalidEventException;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** One change of an alert, as it lies on the topic. */
record Change(ConsumerRecord<byte[], byte[]> record, Alert alert) {

  /**
   * @throws InvalidEventException if the record is no alert
   */
  static Change of(ConsumerRecord<byte[], byte[]> record) {
    return new Change(record, EventJson.read(Alert.class, record.value()));
  }

  TopicPartition partition() {
    return partition(record);
  }

  static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
    return new TopicPartition(record.topic(), record.partition());
  }

  /** When it was written. */
  Instant at() {
    return Instant.ofEpochMilli(record.timestamp());
  }

  int bytes() {
    return record.value().length;
  }

  /** What the rule watches: one alert of it fires at a time, so all of them stay in order. */
  String watched() {
    return alert.rule() + "|" + alert.key();
  }

  boolean isFiring() {
    return alert.state() == Alert.State.FIRING;
  }
}
