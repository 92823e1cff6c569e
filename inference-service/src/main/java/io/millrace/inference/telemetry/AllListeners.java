package io.millrace.inference.telemetry;

import io.millrace.inference.loop.Committed;
import io.millrace.inference.loop.LoopListener;
import io.millrace.inference.loop.Outputs;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Several who hear the same, in turn. */
public record AllListeners<O extends Outputs>(List<LoopListener<O>> listeners)
    implements LoopListener<O> {

  public AllListeners {
    listeners = List.copyOf(listeners);
  }

  @Override
  public void committed(Committed<O> batch) {
    listeners.forEach(each -> each.committed(batch));
  }

  @Override
  public void failed(
      String topic, List<ConsumerRecord<byte[], byte[]>> records, RuntimeException failure) {
    listeners.forEach(each -> each.failed(topic, records, failure));
  }
}
