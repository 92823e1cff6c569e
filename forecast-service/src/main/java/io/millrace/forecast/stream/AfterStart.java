package io.millrace.forecast.stream;

import java.time.Duration;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * A processor that takes no record before what it decides by has been read: its init waits, so that
 * the first record is forecast by the job and the version that are meant.
 *
 * @param longestWait well under {@code max.poll.interval.ms}, for the stream's thread waits
 */
public record AfterStart(
    Processor<byte[], byte[], byte[], byte[]> processor, Awaited awaited, Duration longestWait)
    implements Processor<byte[], byte[], byte[], byte[]> {

  /** What the stream waits for. */
  public interface Awaited {

    /** Whether it came about in time. */
    boolean await(Duration atMost) throws InterruptedException;

    /** This, then another; both in the time of one. */
    default Awaited and(Awaited other) {
      return atMost -> {
        long start = System.nanoTime();
        return await(atMost) && other.await(atMost.minusNanos(System.nanoTime() - start));
      };
    }
  }

  /**
   * @throws IllegalStateException after the longest wait: the thread is replaced and waits anew
   */
  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    try {
      if (!awaited.await(longestWait)) {
        throw new IllegalStateException(
            "jobs and releases could not be read within " + longestWait);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted before jobs and releases were read", e);
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
