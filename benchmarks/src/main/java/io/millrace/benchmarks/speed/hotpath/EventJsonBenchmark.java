package io.millrace.benchmarks.speed.hotpath;

import io.millrace.events.EventRecords;
import io.millrace.events.Inference;
import io.millrace.events.TextEvent;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** An event out of a record, and an inference into one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class EventJsonBenchmark {

  private static final Map<String, Double> SCORES =
      Map.of(
          "configuration",
          0.01,
          "connection",
          0.9,
          "data",
          0.01,
          "lifecycle",
          0.02,
          "resource",
          0.03,
          "routine",
          0.02,
          "security",
          0.01);

  private final ProducerRecord<byte[], byte[]> record =
      EventRecords.of(new Sentences(1).events(1).get(0));

  private final Inference inference =
      new Inference(
          "event-1", "text", "source-1", Instant.EPOCH, "log-triage", "1", "connection", SCORES);

  @Benchmark
  public TextEvent decode() {
    return EventRecords.read(TextEvent.class, record.value(), record.headers());
  }

  @Benchmark
  public ProducerRecord<byte[], byte[]> encode() {
    return EventRecords.of(inference);
  }
}
