package io.millrace.forecast.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class AfterStartTest {

  private final List<String> done = new ArrayList<>();
  private final Processor<byte[], byte[], byte[], byte[]> inner =
      new Processor<>() {
        @Override
        public void init(ProcessorContext<byte[], byte[]> context) {
          done.add("init");
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
          done.add("process");
        }

        @Override
        public void close() {
          done.add("close");
        }
      };
  private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();

  @Test
  void onceAllIsReadItIsTheProcessorItself() {
    AfterStart after = new AfterStart(inner, atMost -> true, Duration.ofMinutes(1));

    after.init(context);
    after.process(new Record<>(new byte[0], new byte[0], 0));
    after.close();

    assertThat(done).containsExactly("init", "process", "close");
  }

  @Test
  void ifOneIsNotReadItsInitFailsAfterTheLongestWait() {
    AfterStart.Awaited one = atMost -> true;
    AfterStart after = new AfterStart(inner, one.and(atMost -> false), Duration.ofMillis(1));

    assertThatThrownBy(() -> after.init(context))
        .hasMessage("jobs and releases could not be read within PT0.001S");
    assertThat(done).isEmpty();
  }
}
