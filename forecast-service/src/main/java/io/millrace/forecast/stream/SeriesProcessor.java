package io.millrace.forecast.stream;

import io.millrace.events.Alert;
import io.millrace.events.Event;
import io.millrace.events.EventJson;
import io.millrace.events.EventRecords;
import io.millrace.events.Forecast;
import io.millrace.events.Rejection;
import io.millrace.events.Topics;
import io.millrace.forecast.jobs.Jobs;
import io.millrace.forecast.stream.DueQueue.Due;
import io.millrace.forecasting.AlertRule;
import io.millrace.forecasting.AlertState;
import io.millrace.forecasting.History;
import io.millrace.forecasting.Ledger;
import io.millrace.forecasting.Outlook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Feeds {@link Intake}, {@link ForecastPass} and {@link Settlement}, which decide, and writes what
 * they return: everything inside the stream's transaction.
 */
public final class SeriesProcessor implements Processor<byte[], byte[], byte[], byte[]> {

  private final Intake intake;
  private final ForecastPass pass;
  private final Settlement settlement;
  private final Jobs jobs;
  private final int maxBatch;
  private final Duration punctuation;

  @SuppressWarnings("NullAway.Init") // Streams calls init before anything else
  private Wiring wiring;

  /**
   * @param maxBatch so many due steps do not wait for the punctuation
   */
  public SeriesProcessor(
      Intake intake,
      ForecastPass pass,
      Settlement settlement,
      Jobs jobs,
      int maxBatch,
      Duration punctuation) {
    this.intake = intake;
    this.pass = pass;
    this.settlement = settlement;
    this.jobs = jobs;
    this.maxBatch = maxBatch;
    this.punctuation = punctuation;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    Stores stores = Stores.of(context);
    wiring = new Wiring(context, stores, new DueQueue(stores.due()));
    context.schedule(punctuation, PunctuationType.WALL_CLOCK_TIME, now -> runPass());
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    Intake.Outcome outcome =
        intake.take(
            record.key(), record.value(), Instant.ofEpochMilli(record.timestamp()), this::history);
    if (outcome instanceof Intake.Taken taken) {
      wiring.stores().histories().put(taken.series(), taken.history());
      wiring.due().add(taken.series(), taken.closed());
    } else if (outcome instanceof Intake.Rejected rejected) {
      reject(record, rejected);
    }
    while (wiring.due().size() >= maxBatch) {
      runPass();
    }
  }

  private void runPass() {
    List<ClosedStep> steps = closedSteps(wiring.due().take(maxBatch));
    if (steps.isEmpty()) {
      return;
    }
    Map<ClosedStep, Outlook> outlooks = pass.run(steps);
    for (ClosedStep step : steps) {
      Settlement.Settled settled =
          settlement.settle(step, state(step), Optional.ofNullable(outlooks.get(step)));
      keep(step, settled.state());
      settled.events().forEach(this::write);
    }
  }

  private List<ClosedStep> closedSteps(List<Due> due) {
    Map<String, History> read = new HashMap<>();
    List<ClosedStep> steps = new ArrayList<>(due.size());
    for (Due each : due) {
      History history = read.computeIfAbsent(each.series(), this::history);
      int context = intake.policy(each.series(), history).context();
      history
          .window(each.slot(), context)
          .map(window -> new ClosedStep(each.series(), jobs.of(each.series()), window))
          .ifPresent(steps::add);
    }
    return steps;
  }

  private History history(String series) {
    History history = wiring.stores().histories().get(series);
    return history == null ? History.empty() : history;
  }

  private SeriesState state(ClosedStep step) {
    Ledger ledger = wiring.stores().ledgers().get(step.series());
    Map<String, AlertState> alerts = new HashMap<>();
    for (AlertRule rule : step.job().rules()) {
      AlertState state = wiring.stores().alertStates().get(alertKey(step, rule.name()));
      alerts.put(rule.name(), state == null ? AlertState.INITIAL : state);
    }
    return new SeriesState(ledger == null ? Ledger.empty() : ledger, alerts);
  }

  private void keep(ClosedStep step, SeriesState state) {
    wiring.stores().ledgers().put(step.series(), state.ledger());
    state
        .alerts()
        .forEach((rule, alert) -> wiring.stores().alertStates().put(alertKey(step, rule), alert));
  }

  private static String alertKey(ClosedStep step, String rule) {
    return rule + "|" + step.series();
  }

  private void write(Event event) {
    byte[] json = EventJson.write(event);
    if (event instanceof Forecast forecast) {
      wiring.stores().latestForecasts().put(forecast.series(), json);
    } else if (event instanceof Alert alert) {
      wiring.stores().latestAlerts().put(alert.rule() + "|" + alert.key(), json);
    }
    String topic = event.envelope().topic();
    wiring.forward(EventRecords.key(event), json, EventRecords.headers(event), topic);
  }

  private void reject(Record<byte[], byte[]> record, Intake.Rejected rejected) {
    Optional<RecordMetadata> from = wiring.context().recordMetadata();
    ProducerRecord<byte[], byte[]> rejection =
        new Rejection(
                record.key(),
                record.value(),
                record.headers(),
                from.map(RecordMetadata::topic).orElse(Topics.SERIES_EVENTS),
                from.map(RecordMetadata::partition).orElse(-1),
                from.map(RecordMetadata::offset).orElse(-1L),
                rejected.stage(),
                rejected.reason(),
                null,
                null)
            .toRecord();
    wiring.forward(rejection.key(), rejection.value(), rejection.headers(), Topics.REJECTED_EVENTS);
  }
}
