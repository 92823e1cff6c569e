package io.millrace.forecast.models;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * A processor that takes no record before the releases that were there at the start have been
 * followed, so that the first forecast is of the released version: its init waits for them.
 */
public record AfterReleases(
    Processor<byte[], byte[], byte[], byte[]> processor,
    CountDownLatch followed,
    Duration longestWait)
    implements Processor<byte[], byte[], byte[], byte[]> {

  /**
   * @throws IllegalStateException after the longest wait: the thread is replaced and waits anew
   */
  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    try {
      if (!followed.await(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("the releases could not be followed within " + longestWait);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted before the releases were followed", e);
    }
    processor.init(context);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    processor.process(record);
  }

  @Override
  public void close() {
    processor.close();
  }
}
