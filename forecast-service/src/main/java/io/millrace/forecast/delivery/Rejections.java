package io.millrace.forecast.delivery;

import io.millrace.events.Rejection;
import java.util.List;

/** Where it is kept what a receiver will never take. */
public interface Rejections {

  /**
   * Returns when all are written.
   *
   * @throws org.apache.kafka.common.KafkaException if they are not, or not surely
   */
  void write(List<Rejection> rejections);
}
