package io.millrace.benchmarks.speed;

import io.millrace.benchmarks.CommittedOutputs;
import io.millrace.benchmarks.Latencies;
import io.millrace.benchmarks.Stack;
import io.millrace.benchmarks.SteadyLoad;
import io.millrace.events.EventJson;
import io.millrace.events.Inference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A steady load for a while.
 *
 * @param latencies from when an event was due to when a reader had its committed inference, ms
 * @param emptied seconds from the end of the load to the last inference
 */
record Phase(Latencies latencies, double emptied) {

  private static final Duration SILENCE = Duration.ofSeconds(60);

  static Phase of(
      Stack stack, Contender contender, TextStream stream, int perSecond, Duration length) {
    List<Integer> numbers = new ArrayList<>();
    List<Long> times = new ArrayList<>();
    try (CommittedOutputs outputs =
            new CommittedOutputs(
                stack, Map.of(contender.outputs(), each -> note(each, stream, numbers, times)));
        SteadyLoad load = SteadyLoad.start(stack, stream, perSecond)) {
      outputs.follow(length);
      int sent = load.stop();
      long end = System.nanoTime();
      if (!outputs.await(() -> numbers.size() >= sent, SILENCE)) {
        throw new IllegalStateException(numbers.size() + " of " + sent + " events were answered");
      }
      double[] latencies = new double[sent];
      for (int i = 0; i < sent; i++) {
        latencies[i] = (times.get(i) - load.due(numbers.get(i))) / 1e6;
      }
      double emptied = (times.get(times.size() - 1) - end) / 1e9;
      return new Phase(new Latencies(latencies), Math.max(0, emptied));
    }
  }

  private static void note(
      ConsumerRecord<byte[], byte[]> record,
      TextStream stream,
      List<Integer> numbers,
      List<Long> times) {
    int number = stream.number(EventJson.read(Inference.class, record.value()).event());
    if (number >= 0) {
      numbers.add(number);
      times.add(System.nanoTime());
    }
  }
}
