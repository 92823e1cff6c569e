package io.millrace.inference;

import io.millrace.events.EventRecords;
import io.millrace.events.InvalidEventException;
import io.millrace.events.Origin;
import io.millrace.serving.Classification;
import io.millrace.serving.ModelUnavailableException;
import io.millrace.serving.UntokenizableTextException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** One batch on its way through {@link BatchHandler}: every record ends with one output. */
final class BatchInHand<E> {

  /** An event that decoded, and which record it came from. */
  record Candidate<E>(int index, E event) {}

  private final Scorer<E> scorer;
  private final RejectionWriter rejections;
  private final LongSupplier nanoClock;
  private final List<ConsumerRecord<byte[], byte[]>> records;
  private final List<@Nullable ProducerRecord<byte[], byte[]>> outputs;
  private final Map<Stage, Integer> rejected = new EnumMap<>(Stage.class);
  private long modelNanos;

  BatchInHand(
      Scorer<E> scorer,
      RejectionWriter rejections,
      LongSupplier nanoClock,
      List<ConsumerRecord<byte[], byte[]>> records) {
    this.scorer = scorer;
    this.rejections = rejections;
    this.nanoClock = nanoClock;
    this.records = records;
    this.outputs = new ArrayList<>(Arrays.asList(newOutputs(records.size())));
  }

  @SuppressWarnings("unchecked") // An array of a generic type cannot be made otherwise.
  private static ProducerRecord<byte[], byte[]>[] newOutputs(int size) {
    return new ProducerRecord[size];
  }

  /** The events that fit the model; the other records are rejected. */
  List<Candidate<E>> decode() {
    List<Candidate<E>> candidates = new ArrayList<>(records.size());
    for (int index = 0; index < records.size(); index++) {
      try {
        E event = scorer.decode(records.get(index).value());
        String unfit = scorer.unfit(event);
        if (unfit == null) {
          candidates.add(new Candidate<>(index, event));
        } else {
          reject(index, Stage.INFER, unfit);
        }
      } catch (InvalidEventException e) {
        reject(index, Stage.DECODE, String.valueOf(e.getMessage()));
      }
    }
    return candidates;
  }

  /** Scores what it is given; if that fails, each half alone, until the culprits stand alone. */
  void score(List<Candidate<E>> candidates) {
    if (candidates.isEmpty()) {
      return;
    }
    try {
      publish(candidates, run(candidates));
    } catch (ModelUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      if (candidates.size() == 1) {
        Stage stage = e instanceof UntokenizableTextException ? Stage.TOKENIZE : Stage.INFER;
        reject(candidates.get(0).index(), stage, reason(e));
      } else {
        int half = candidates.size() / 2;
        score(candidates.subList(0, half));
        score(candidates.subList(half, candidates.size()));
      }
    }
  }

  private List<Classification> run(List<Candidate<E>> candidates) {
    long start = nanoClock.getAsLong();
    try {
      return scorer.score(candidates.stream().map(Candidate::event).toList());
    } finally {
      modelNanos += nanoClock.getAsLong() - start;
    }
  }

  private void publish(List<Candidate<E>> candidates, List<Classification> answers) {
    if (answers.size() != candidates.size()) {
      throw new IllegalStateException(
          "model %s %s gave %d answers to %d events"
              .formatted(
                  scorer.model().name(),
                  scorer.model().version(),
                  answers.size(),
                  candidates.size()));
    }
    for (int i = 0; i < answers.size(); i++) {
      Candidate<E> candidate = candidates.get(i);
      outputs.set(candidate.index(), inference(candidate.event(), answers.get(i)));
    }
  }

  private ProducerRecord<byte[], byte[]> inference(E event, Classification answer) {
    ProducerRecord<byte[], byte[]> output = EventRecords.of(scorer.inference(event, answer));
    if (Origin.isRecorded(scorer.attributes(event))) {
      output
          .headers()
          .remove(EventRecords.ORIGIN_HEADER)
          .add(EventRecords.ORIGIN_HEADER, Origin.RECORDED.getBytes(StandardCharsets.UTF_8));
    }
    return output;
  }

  private void reject(int index, Stage stage, String reason) {
    rejected.merge(stage, 1, Integer::sum);
    outputs.set(index, rejections.write(records.get(index), scorer.model(), stage, reason));
  }

  private static String reason(RuntimeException e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }

  HandledBatch handled() {
    List<ProducerRecord<byte[], byte[]>> complete = new ArrayList<>(outputs.size());
    outputs.forEach(output -> complete.add(Objects.requireNonNull(output)));
    return new HandledBatch(complete, rejected, Duration.ofNanos(modelNanos));
  }
}
