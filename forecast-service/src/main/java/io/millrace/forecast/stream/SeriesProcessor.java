package io.millrace.forecast.stream;

import io.millrace.events.InvalidEventException;
import io.millrace.events.SeriesEvent;
import io.millrace.forecast.stream.StreamListener.Stage;
import io.millrace.forecasting.History;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Takes records into their series' histories and runs passes over the steps that close, everything
 * inside the stream's transaction. A pass runs when the due steps fill a call, when the first of
 * them has waited long enough for company, or when one series has so many that its history could
 * lose the first.
 */
public final class SeriesProcessor implements Processor<byte[], byte[], byte[], byte[]> {

  private static final Duration SILENCE_LOOK = Duration.ofSeconds(1);

  private final Deciding deciding;
  private final AlertTracing tracing;
  private final Pace pace;
  private final StageClock clock;

  @SuppressWarnings("NullAway.Init") // Streams calls init before anything else
  private Task task;

  public SeriesProcessor(Deciding deciding, AlertTracing tracing, Pace pace, StageClock clock) {
    this.deciding = deciding;
    this.tracing = tracing;
    this.pace = pace;
    this.clock = clock;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    task = Task.of(context, deciding, tracing, pace, clock);
    context.schedule(pace.look(), PunctuationType.WALL_CLOCK_TIME, now -> task.serve());
    context.schedule(SILENCE_LOOK, PunctuationType.WALL_CLOCK_TIME, task::lookForSilence);
    context.schedule(pace.lookForSilence(), PunctuationType.WALL_CLOCK_TIME, task::forgetSilent);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    long start = clock.now();
    SeriesEvent event;
    try {
      Instant appendedAt = Instant.ofEpochMilli(record.timestamp());
      event = deciding.intake().read(record.key(), record.value(), appendedAt);
    } catch (InvalidEventException refused) {
      String reason = refused.field() + ": " + refused.reason();
      task.reject(record, new Intake.Rejected("decode", reason));
      return;
    }
    long decoded = clock.took(Stage.DECODE, start, 1);
    History history = task.history(event.series());
    Intake.Outcome outcome = deciding.intake().take(event, history);
    if (outcome instanceof Intake.Taken taken) {
      task.keep(event.series(), taken, record);
    } else if (outcome instanceof Intake.Rejected rejected) {
      task.reject(record, rejected);
    }
    clock.took(Stage.HISTORY, decoded, 1);
    task.serveFull(event.series());
  }

  @Override
  public void close() {
    task.leave();
  }
}
