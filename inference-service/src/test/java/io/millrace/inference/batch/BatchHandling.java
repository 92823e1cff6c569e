package io.millrace.inference.batch;

import io.millrace.events.EventJson;
import io.millrace.events.Inference;
import io.millrace.events.TextEvent;
import io.millrace.events.Topics;
import io.millrace.inference.loop.Records;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A handler of texts with fake models, for tests. */
abstract class BatchHandling {

  final FakeScorer scorer = new FakeScorer();
  final FakeModels<TextEvent> models = new FakeModels<TextEvent>().with("triage", scorer);

  HandledBatch handle(List<String> texts) {
    return handle(
        IntStream.range(0, texts.size())
            .mapToObj(i -> Records.text(i, texts.get(i)))
            .toArray(ConsumerRecord[]::new));
  }

  @SafeVarargs
  final HandledBatch handle(ConsumerRecord<byte[], byte[]>... records) {
    return handler(policy(1_000_000, Explaining.nothing(), Route.all("triage")))
        .handle(List.of(records));
  }

  BatchHandler<TextEvent> handler(BatchPolicy policy) {
    return new BatchHandler<>(new Texts(), models, policy, () -> Duration.ZERO, System::nanoTime);
  }

  static BatchPolicy policy(int maximumBytes, Explaining explaining, Route... routes) {
    return new BatchPolicy(
        List.of(routes), new Outlet(false, false), explaining, new RejectionWriter(maximumBytes));
  }

  static ConsumerRecord<byte[], byte[]> event(long offset, String source, String language) {
    return Records.json(
        offset,
        """
        {"id":"e%d","source":"%s","at":"2026-01-01T00:00:00Z","text":"t",
         "attributes":{"language":"%s"}}"""
            .formatted(offset, source, language));
  }

  static String modelOrReason(ProducerRecord<byte[], byte[]> output) {
    if (output.topic().equals(Topics.REJECTED_EVENTS)) {
      return Records.header(output, "millrace_stage")
          + ": "
          + Records.header(output, "millrace_reason");
    }
    Inference inference = EventJson.read(Inference.class, output.value());
    return inference.model() + " " + inference.version();
  }

  static List<String> labels(HandledBatch batch) {
    return batch.records().stream()
        .map(
            output ->
                output.topic().equals(Topics.REJECTED_EVENTS)
                    ? "rejected"
                    : EventJson.read(Inference.class, output.value()).label())
        .toList();
  }
}
