package io.millrace.forecast.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.events.Attribution;
import io.millrace.events.EventJson;
import io.millrace.events.Inference;
import io.millrace.events.InvalidEventException;
import io.millrace.events.Topics;
import io.millrace.forecast.jobs.Job;
import io.millrace.forecast.jobs.Jobs;
import io.millrace.forecasting.alert.AlertStates;
import io.millrace.forecasting.alert.LabelCount;
import io.millrace.forecasting.alert.Labelled;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Counts the labels of each source's events and tells when a rule is met. */
public final class LabelProcessor implements Processor<byte[], byte[], byte[], byte[]> {

  private final Jobs jobs;
  private final AlertTracing tracing;
  private final StageClock clock;

  @SuppressWarnings("NullAway.Init") // Streams calls init before anything else
  private LabelStores stores;

  @SuppressWarnings("NullAway.Init")
  private EventWriter writer;

  @SuppressWarnings("NullAway.Init")
  private ProcessorContext<byte[], byte[]> context;

  public LabelProcessor(Jobs jobs, AlertTracing tracing, StageClock clock) {
    this.jobs = jobs;
    this.tracing = tracing;
    this.clock = clock;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    stores = LabelStores.of(context);
    writer = new EventWriter(context, stores, ForecastTopology::labelSink, tracing, clock);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    String source = record.key() == null ? "" : new String(record.key(), UTF_8);
    Job job = jobs.of(source);
    AlertStates known = stores.alerts().get(source);
    if (known != null || job.rules().stream().anyMatch(LabelCount.class::isInstance)) {
      try {
        writer.because(
            Cause.of(record.headers(), Topics.INFERENCES, context.currentSystemTimeMs()));
        take(read(source, record), job, known == null ? AlertStates.NONE : known);
      } catch (InvalidEventException refused) {
        String reason = refused.field() + ": " + refused.reason();
        writer.reject(record, new Intake.Rejected("decode", reason));
      }
    }
  }

  private static Inference read(String source, Record<byte[], byte[]> record) {
    Inference inference = EventJson.read(Inference.class, record.value());
    if (!inference.source().equals(source)) {
      throw new InvalidEventException(
          "source", "must be the record's key, for its state lives where the key does");
    }
    return inference;
  }

  private void take(Inference inference, Job job, AlertStates known) {
    String source = inference.source();
    Orphans.Ended ended =
        new Orphans(stores.alertChanges())
            .end(source, known, job.rules(), inference.at(), "the rule was changed or removed");
    RuleStates deciding =
        new RuleStates(
            ended.left(),
            (rule, change) ->
                ToldAlert.of(rule, change, source, labels(inference, rule.watched())));
    Labelled event = labelled(inference);
    for (LabelCount rule : rules(job)) {
      deciding.decide(rule, rule.find(deciding.of(rule).memory(), event), event.at());
    }
    stores.alerts().put(source, deciding.states());
    ended.alerts().forEach(writer::write);
    deciding.alerts().forEach(writer::write);
  }

  private static List<LabelCount> rules(Job job) {
    return job.rules().stream()
        .filter(LabelCount.class::isInstance)
        .map(LabelCount.class::cast)
        .toList();
  }

  private static Map<String, String> labels(Inference inference, String label) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("source", inference.source());
    labels.put("label", label);
    labels.put("model", inference.model());
    return labels;
  }

  private static Labelled labelled(Inference inference) {
    List<String> labels =
        inference.labels().isEmpty() ? List.of(inference.label()) : inference.labels();
    return new Labelled(
        inference.event(),
        inference.at(),
        labels,
        inference.scores(),
        inference.explanation().stream()
            .sorted(Comparator.comparingDouble((Attribution part) -> -Math.abs(part.weight())))
            .map(LabelProcessor::weight)
            .toList());
  }

  private static Labelled.Weight weight(Attribution part) {
    String name = part.text() == null ? part.start() + " to " + part.end() : part.text();
    return new Labelled.Weight(name, part.weight());
  }
}
