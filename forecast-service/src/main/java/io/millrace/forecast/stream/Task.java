package io.millrace.forecast.stream;

import io.millrace.forecasting.History;
import io.millrace.forecasting.HistoryPolicy;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** The series of one partition: their state, the steps that are due, and the way out. */
final class Task implements ForecastPass.Budget {

  /** More waiting steps of one series could fall out of what its history keeps. */
  private static final int MOST_OF_A_SERIES = HistoryPolicy.DEFAULT_BACKLOG;

  private final ProcessorContext<byte[], byte[]> context;
  private final Stores stores;
  private final DueQueue due;
  private final Silence silence;
  private final EventWriter writer;
  private final Passes passes;
  private final PassBudget budget;
  private final Pace pace;
  private final StageClock clock;

  private Task(
      ProcessorContext<byte[], byte[]> context, Deciding deciding, Pace pace, StageClock clock) {
    this.context = context;
    this.pace = pace;
    this.clock = clock;
    this.stores = Stores.of(context);
    this.due = new DueQueue(stores.due(), this::history, context.currentSystemTimeMs());
    this.silence = new Silence(stores.seen(), deciding.jobs());
    this.writer = new EventWriter(context, stores, clock);
    this.budget = pace.budget().get();
    this.passes = new Passes(deciding, due, new SeriesStates(stores), writer, this, clock);
    budget.join(this);
  }

  static Task of(
      ProcessorContext<byte[], byte[]> context, Deciding deciding, Pace pace, StageClock clock) {
    return new Task(context, deciding, pace, clock);
  }

  History history(String series) {
    History history = stores.histories().get(series);
    return history == null ? History.empty() : history;
  }

  /**
   * @param appendedAt of the record, in milliseconds
   */
  void keep(String series, Intake.Taken taken, long appendedAt) {
    stores.histories().put(series, taken.history());
    due.add(series, taken.closed(), taken.history(), context.currentSystemTimeMs());
    silence.heard(series, appendedAt);
  }

  void reject(Record<byte[], byte[]> record, Intake.Rejected rejected) {
    writer.reject(record, rejected);
  }

  /** Runs passes while they are full. */
  void serveFull(String series) {
    while (passes.isFull() || due.size(series) >= MOST_OF_A_SERIES) {
      if (!passes.run(context.currentSystemTimeMs())) {
        return;
      }
    }
  }

  /** Runs passes while steps have waited long enough. */
  void serve(long now) {
    while (passes.isFull() || due.size() > 0 && due.longestWait(now) >= pace.linger().toMillis()) {
      if (!passes.run(now)) {
        break;
      }
    }
    budget.next(this);
    clock.listener().waiting(due.size());
  }

  /** Lets go of series that have been silent for too long; one that comes back begins anew. */
  void forgetSilent(long now) {
    for (String series : silence.silent(now)) {
      due.forget(series);
      silence.forget(series);
      stores.forget(series);
      clock.listener().forgotten(1);
    }
  }

  @Override
  public boolean allows(long nanos) {
    return budget.allows(this, nanos);
  }

  @Override
  public void spend(long nanos) {
    budget.spend(this, nanos);
  }

  void leave() {
    budget.leave(this);
  }
}
