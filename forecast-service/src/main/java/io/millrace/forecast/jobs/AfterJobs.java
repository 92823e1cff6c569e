package io.millrace.forecast.jobs;

import java.time.Duration;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** A processor that takes no record before the jobs are known: its init waits for them. */
public record AfterJobs(
    Processor<byte[], byte[], byte[], byte[]> processor, Progress jobs, Duration longestWait)
    implements Processor<byte[], byte[], byte[], byte[]> {

  /**
   * @throws JobLogException after the longest wait: the thread is replaced and waits anew
   */
  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    if (!jobs.awaitCaughtUp(longestWait)) {
      throw new JobLogException("the jobs could not be read within " + longestWait, null);
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
