package io.millrace.forecast.delivery;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Told what becomes of changes. */
interface DeliveryListener {

  void delivered(int changes);

  /** A request did not arrive and will be made again. */
  void failed(String reason);

  /** It will not be delivered. */
  void refused(ConsumerRecord<byte[], byte[]> record, String reason);
}
