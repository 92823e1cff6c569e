package io.millrace.forecast.delivery;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Nobody is told. */
final class Silent implements DeliveryListener {

  @Override
  public void delivered(int changes) {}

  @Override
  public void failed(String reason) {}

  @Override
  public void refused(ConsumerRecord<byte[], byte[]> record, String reason) {}
}
