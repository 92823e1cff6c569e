package io.millrace.inference.batch;

import io.millrace.events.InvalidEventException;
import io.millrace.events.Topics;
import io.millrace.events.TraceHeaders;
import io.millrace.releases.ModelMissingException;
import io.millrace.serving.Classification;
import io.millrace.serving.Classified;
import io.millrace.serving.Explanation;
import io.millrace.serving.ModelUnavailableException;
import io.millrace.serving.Work;
import io.millrace.serving.life.Lease;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** One batch on its way through {@link BatchHandler}: every record ends with an output. */
final class BatchInHand<E> {

  /** An event that decoded, and which record it came from. */
  record Candidate<E>(int index, E event, Subject subject) {}

  /** The last model that could not take an event, and why. */
  private record Unfit(ModelIdentity model, String reason) {}

  private final EventKind<E, ?> kind;
  private final Models<E> models;
  private final BatchPolicy policy;
  private final RecordTracing tracing;
  private final Exhaustion exhaustion;
  private final List<ConsumerRecord<byte[], byte[]>> records;
  private final List<List<ProducerRecord<byte[], byte[]>>> outputs;
  private final Map<RejectionCause, Integer> rejected = new EnumMap<>(RejectionCause.class);
  private final List<GivenAnswer> given = new ArrayList<>();
  private final Map<ModelIdentity, Work> work = new LinkedHashMap<>();
  private final Set<Integer> choosing = new HashSet<>(); // records that all models were asked for
  private final Map<Integer, Unfit> unfits = new HashMap<>(); // of these, by record
  private int failed; // events on which the model whose turn it is failed
  private @Nullable ModelIdentity only; // once it was looked up
  private @Nullable List<String> serving; // likewise
  private final Stopwatch decoding;
  private final Stopwatch running;
  private final Stopwatch explaining;
  private final Stopwatch writing;

  BatchInHand(
      EventKind<E, ?> kind,
      Models<E> models,
      BatchPolicy policy,
      RecordTracing tracing,
      Exhaustion exhaustion,
      LongSupplier nanoClock,
      List<ConsumerRecord<byte[], byte[]>> records) {
    this.kind = kind;
    this.models = models;
    this.policy = policy;
    this.tracing = tracing;
    this.exhaustion = exhaustion;
    this.records = records;
    this.outputs = Stream.generate(this::noOutput).limit(records.size()).toList();
    this.decoding = new Stopwatch(nanoClock);
    this.running = new Stopwatch(nanoClock);
    this.explaining = new Stopwatch(nanoClock);
    this.writing = new Stopwatch(nanoClock);
  }

  private List<ProducerRecord<byte[], byte[]>> noOutput() {
    return new ArrayList<>(1);
  }

  /** The events by the model that is to score them; the other records are rejected. */
  Map<String, List<Candidate<E>>> decode() {
    return decoding.time(
        () -> {
          Map<String, List<Candidate<E>>> byModel = new LinkedHashMap<>();
          for (int index = 0; index < records.size(); index++) {
            decode(index, byModel);
          }
          return byModel;
        });
  }

  private void decode(int index, Map<String, List<Candidate<E>>> byModel) {
    ConsumerRecord<byte[], byte[]> record = records.get(index);
    try {
      E event = kind.decode(record);
      Subject subject = kind.subject(event);
      List<String> routed = policy.models(subject, eventType(record));
      List<String> names = routed.contains(Route.EVERY) ? every(index, routed) : routed;
      if (names.isEmpty() && policy.refusesUnrouted()) {
        String reason = "no route takes events of source " + subject.source();
        reject(index, RejectionCause.UNROUTED, reason);
      }
      Candidate<E> candidate = new Candidate<>(index, event, subject);
      names.forEach(name -> byModel.computeIfAbsent(name, any -> new ArrayList<>()).add(candidate));
    } catch (InvalidEventException e) {
      reject(index, RejectionCause.INVALID, String.valueOf(e.getMessage()));
    }
  }

  /** With all that serve, of which some may not fit the event. */
  private List<String> every(int index, List<String> routed) {
    Set<String> names = new LinkedHashSet<>(routed);
    names.remove(Route.EVERY);
    names.addAll(serving());
    if (names.isEmpty()) {
      throw new ModelMissingException(Route.EVERY);
    }
    choosing.add(index);
    return List.copyOf(names);
  }

  /** Once a batch, so that all its records are for the same models. */
  private List<String> serving() {
    if (serving == null) {
      serving = models.serving();
    }
    return serving;
  }

  private static Optional<String> eventType(ConsumerRecord<byte[], byte[]> record) {
    Header header = record.headers().lastHeader("ce_type");
    return header == null || header.value() == null
        ? Optional.empty()
        : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
  }

  void score(Map<String, List<Candidate<E>>> byModel) {
    byModel.forEach(
        (name, candidates) -> {
          try (Lease<? extends Scorer<E>> lease = models.lease(name)) {
            scoreOrFail(lease.model(), fitting(lease.model(), candidates));
          }
        });
    choosing.forEach(this::rejectIfNoneTook);
  }

  /** Where every model was asked, an event is refused only if none could take it. */
  private void rejectIfNoneTook(int index) {
    Unfit unfit = unfits.get(index);
    if (unfit != null && outputs.get(index).isEmpty()) {
      reject(index, RejectionCause.UNFIT, unfit.model(), unfit.reason());
    }
  }

  /** A model that fails on all it is given, such as one whose GPU is lost, must not refuse all. */
  private void scoreOrFail(Scorer<E> scorer, List<Candidate<E>> candidates) {
    failed = 0;
    score(scorer, candidates);
    if (failed > 1 && failed == candidates.size()) {
      scorer.check();
    }
  }

  private List<Candidate<E>> fitting(Scorer<E> scorer, List<Candidate<E>> candidates) {
    List<Candidate<E>> fitting = new ArrayList<>(candidates.size());
    for (Candidate<E> candidate : candidates) {
      String unfit = scorer.unfit(candidate.event());
      if (unfit == null) {
        fitting.add(candidate);
      } else if (choosing.contains(candidate.index())) {
        unfits.put(candidate.index(), new Unfit(scorer.model(), unfit));
      } else {
        reject(candidate.index(), RejectionCause.UNFIT, scorer.model(), unfit);
      }
    }
    return fitting;
  }

  /** Scores what it is given; if that fails, each half alone, until the culprits stand alone. */
  private void score(Scorer<E> scorer, List<Candidate<E>> candidates) {
    if (candidates.isEmpty()) {
      return;
    }
    try {
      Classified classified = run(scorer, candidates);
      List<List<ProducerRecord<byte[], byte[]>>> written =
          records(scorer, candidates, classified.answers());
      publish(scorer.model(), candidates, classified.answers(), written);
      work.merge(scorer.model(), classified.work(), Work::plus);
    } catch (RuntimeException e) {
      if (isOfNoRecord(e, candidates)) {
        throw e;
      }
      if (candidates.size() == 1) {
        RejectionCause cause = RejectionCause.of(e);
        failed += cause.mayBeTheModels() ? 1 : 0;
        reject(candidates.get(0).index(), cause, scorer.model(), reason(e));
      } else {
        int half = candidates.size() / 2;
        score(scorer, candidates.subList(0, half));
        score(scorer, candidates.subList(half, candidates.size()));
      }
    }
  }

  /** A model that is closed fails on anything; one that is short of memory may do with less. */
  private boolean isOfNoRecord(RuntimeException failure, List<Candidate<E>> candidates) {
    if (!(failure instanceof ModelUnavailableException unavailable)) {
      return false;
    }
    return !unavailable.isShortOfMemory()
        || (candidates.size() == 1 && !exhaustion.isItsOwn(records.get(candidates.get(0).index())));
  }

  private Classified run(Scorer<E> scorer, List<Candidate<E>> candidates) {
    Classified classified =
        running.time(() -> scorer.score(candidates.stream().map(Candidate::event).toList()));
    if (classified.answers().size() != candidates.size()) {
      throw new IllegalStateException(
          "model %s gave %d answers to %d events"
              .formatted(scorer.model(), classified.answers().size(), candidates.size()));
    }
    return classified;
  }

  private List<List<ProducerRecord<byte[], byte[]>>> records(
      Scorer<E> scorer, List<Candidate<E>> candidates, List<Classification> answers) {
    List<List<ProducerRecord<byte[], byte[]>>> written = new ArrayList<>(candidates.size());
    for (int i = 0; i < candidates.size(); i++) {
      Candidate<E> candidate = candidates.get(i);
      Classification answer = answers.get(i);
      Explanation explanation = explain(scorer, candidate.event(), answer);
      written.add(
          writing.time(
              () ->
                  policy
                      .outlet()
                      .records(candidate.subject(), scorer.model(), answer, explanation)));
    }
    return written;
  }

  private void publish(
      ModelIdentity model,
      List<Candidate<E>> candidates,
      List<Classification> answers,
      List<List<ProducerRecord<byte[], byte[]>>> written) {
    for (int i = 0; i < candidates.size(); i++) {
      outputs.get(candidates.get(i).index()).addAll(written.get(i));
      given.add(new GivenAnswer(candidates.get(i).index(), model.name(), answers.get(i)));
    }
  }

  /** None if it is not asked for, the batch's budget is spent, or the model fails at it. */
  private @Nullable Explanation explain(Scorer<E> scorer, E event, Classification answer) {
    Duration left = policy.explaining().budget().minus(explaining.total());
    if (!policy.explaining().labels().contains(answer.label())
        || left.isNegative()
        || left.isZero()) {
      return null;
    }
    try {
      return explaining.time(() -> scorer.explain(event, answer, left));
    } catch (RuntimeException e) {
      return null; // The answer stands without it.
    }
  }

  /** Before a model was chosen; if there is but one, it is the one that was to score it. */
  void reject(int index, RejectionCause cause, String reason) {
    if (only == null) {
      only = only();
    }
    reject(index, cause, only, reason);
  }

  private ModelIdentity only() {
    Set<String> names = policy.models();
    if (names.size() != 1) {
      return ModelIdentity.UNKNOWN;
    }
    try (Lease<? extends Scorer<E>> lease = models.lease(names.iterator().next())) {
      return lease.model().model();
    } catch (ModelMissingException e) {
      return ModelIdentity.UNKNOWN;
    }
  }

  private void reject(int index, RejectionCause cause, ModelIdentity model, String reason) {
    rejected.merge(cause, 1, Integer::sum);
    policy
        .rejections()
        .write(records.get(index), model, cause.stage(), reason)
        .ifPresent(outputs.get(index)::add);
  }

  private static String reason(RuntimeException e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }

  HandledBatch handled() {
    Duration preparing =
        work.values().stream().map(Work::preparing).reduce(Duration.ZERO, Duration::plus);
    for (int index = 0; index < records.size(); index++) {
      if (TraceHeaders.areIn(records.get(index).headers())) {
        trace(records.get(index), outputs.get(index));
      }
    }
    return new HandledBatch(
        outputs.stream().flatMap(List::stream).toList(),
        given,
        rejected,
        work,
        new StageTimes(
            decoding.total(), preparing, running.total(), explaining.total(), writing.total()));
  }

  /** Rejections have the headers of their records already. */
  private void trace(
      ConsumerRecord<byte[], byte[]> record, List<ProducerRecord<byte[], byte[]>> written) {
    List<ProducerRecord<byte[], byte[]>> answers =
        written.stream().filter(each -> !each.topic().equals(Topics.REJECTED_EVENTS)).toList();
    if (!answers.isEmpty()) {
      Duration handling =
          decoding.total().plus(running.total()).plus(explaining.total()).plus(writing.total());
      List<Header> headers = tracing.answers(record, handling);
      answers.forEach(answer -> headers.forEach(answer.headers()::add));
    }
  }
}
