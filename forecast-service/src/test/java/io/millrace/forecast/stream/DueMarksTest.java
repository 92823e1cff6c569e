package io.millrace.forecast.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.events.EventRecords;
import io.millrace.events.SeriesEvent;
import io.millrace.forecast.models.Forecaster;
import io.millrace.forecast.models.Forecasters;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DueMarksTest {

  private static final int NEVER_FULL = 1000;

  @TempDir Path folder;

  /** A task's clock stands at 0 when it is initialised, and a first look comes at a real time. */
  private static final long NOW = 1_800_000_000_000L;

  @Test
  void stepsThatWereDueAreForecastByTheTaskThatComesAfter() {
    MockProcessorContext<byte[], byte[]> context =
        new MockProcessorContext<>(
            TestStream.properties(folder), new TaskId(0, 0), folder.toFile());
    for (StoreBuilder<?> builder :
        Stores.builders(org.apache.kafka.streams.state.Stores::inMemoryKeyValueStore)) {
      StateStore store = builder.withCachingDisabled().withLoggingDisabled().build();
      store.init(context.getStateStoreContext(), store);
    }
    context.setCurrentSystemTimeMs(0);
    SeriesProcessor killed = TestStream.processor(none(), NEVER_FULL);
    killed.init(context);
    for (int i = 0; i < 20; i++) {
      killed.process(record(TestStream.reading("s", i, i)));
    }
    assertThat(context.forwarded()).isEmpty();

    TestStream.processor(none(), NEVER_FULL).init(context);
    context.scheduledPunctuators().get(3).getPunctuator().punctuate(NOW);

    assertThat(context.forwarded("write-forecasts")).hasSize(13);
    assertThat(context.forwarded("write-forecast-decisions")).isEmpty(); // none has waited here
  }

  private static Record<byte[], byte[]> record(SeriesEvent event) {
    ProducerRecord<byte[], byte[]> record = EventRecords.of(event);
    return new Record<>(record.key(), record.value(), event.at().toEpochMilli(), record.headers());
  }

  static Forecasters none() {
    return new Forecasters() {
      @Override
      public <R> R during(Function<List<Forecaster>, R> pass) {
        return pass.apply(List.of());
      }
    };
  }
}
