package io.millrace.inference.loop;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Hears of what a loop does; called on the loop's thread. */
public interface LoopListener<O extends Outputs> {

  void committed(Committed<O> batch);

  /** The batch was aborted and comes again. */
  void failed(String topic, List<ConsumerRecord<byte[], byte[]>> records, RuntimeException failure);
}
