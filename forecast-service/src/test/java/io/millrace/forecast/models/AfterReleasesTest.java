package io.millrace.forecast.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class AfterReleasesTest {

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
  void onceReleasesAreFollowedItIsTheProcessorItself() {
    AfterReleases after = new AfterReleases(inner, new CountDownLatch(0), Duration.ofMinutes(1));

    after.init(context);
    after.process(new Record<>(new byte[0], new byte[0], 0));
    after.close();

    assertThat(done).containsExactly("init", "process", "close");
  }

  @Test
  void beforeThatItsInitFailsAfterTheLongestWait() {
    AfterReleases after = new AfterReleases(inner, new CountDownLatch(1), Duration.ofMillis(1));

    assertThatThrownBy(() -> after.init(context))
        .hasMessage("the releases could not be followed within PT0.001S");
    assertThat(done).isEmpty();
  }
}
