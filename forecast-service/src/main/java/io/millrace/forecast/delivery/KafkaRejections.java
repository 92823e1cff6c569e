package io.millrace.forecast.delivery;

import io.millrace.events.Rejection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;

/** On {@code rejected-events}. They are rare: a producer lives for one writing. */
public record KafkaRejections(Supplier<Producer<byte[], byte[]>> producers, Duration timeout)
    implements Rejections {

  @Override
  public void write(List<Rejection> rejections) {
    try (Producer<byte[], byte[]> producer = producers.get()) {
      List<Future<?>> sent = new ArrayList<>();
      rejections.forEach(each -> sent.add(producer.send(each.toRecord())));
      for (Future<?> each : sent) {
        each.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (ExecutionException | TimeoutException failure) {
      throw new KafkaException("a refused alert could not be written: " + failure, failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new KafkaException("stopped while a refused alert was written", stopped);
    }
  }
}
