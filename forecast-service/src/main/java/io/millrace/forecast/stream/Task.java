package io.millrace.forecast.stream;

import io.millrace.events.Topics;
import io.millrace.forecasting.Acceptance;
import io.millrace.forecasting.History;
import io.millrace.forecasting.HistoryPolicy;
import io.millrace.forecasting.Ledger;
import java.time.Instant;
import java.util.List;
import java.util.function.LongPredicate;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** The series of one partition: their state, the steps that are due, and the way out. */
final class Task implements ForecastPass.Budget {

  /** More waiting steps of one series could fall out of what its history keeps. */
  private static final int MOST_OF_A_SERIES = HistoryPolicy.DEFAULT_BACKLOG;

  /** While calls are filled anyhow, a step waits so many times as long for one that is full. */
  private static final int LINGERS_UNDER_LOAD = 8;

  private final ProcessorContext<byte[], byte[]> context;
  private final Stores stores;
  private final DueQueue due;
  private final LastHeard lastHeard;
  private final Silences silences;
  private final SeriesStates states;
  private final Orphans orphans;
  private final EventWriter writer;
  private final Passes passes;
  private final PassBudget budget;
  private final Pace pace;
  private final StageClock clock;
  private boolean loaded; // calls have been filled since the last look
  private boolean uncommitted; // forecasts of passes since a commit was last asked for
  private long committed; // when it was, in milliseconds

  private Task(
      ProcessorContext<byte[], byte[]> context,
      Deciding deciding,
      AlertTracing tracing,
      Pace pace,
      StageClock clock) {
    this.context = context;
    this.pace = pace;
    this.clock = clock;
    this.stores = Stores.of(context);
    this.due = new DueQueue(stores.due(), this::history);
    this.lastHeard = new LastHeard(stores.seen(), deciding.jobs());
    this.writer = new EventWriter(context, stores, ForecastTopology::sink, tracing, clock);
    this.silences = new Silences(stores, deciding.jobs(), writer::write);
    this.states = new SeriesStates(stores);
    this.orphans = new Orphans(stores.alertChanges());
    this.budget = pace.budget().get();
    this.passes = new Passes(deciding, due, states, orphans, writer, this, clock);
    silences.watch();
    budget.join(this);
  }

  static Task of(
      ProcessorContext<byte[], byte[]> context,
      Deciding deciding,
      AlertTracing tracing,
      Pace pace,
      StageClock clock) {
    return new Task(context, deciding, tracing, pace, clock);
  }

  History history(String series) {
    History history = stores.histories().get(series);
    return history == null ? History.empty() : history;
  }

  /**
   * @param record that was taken
   */
  void keep(String series, Intake.Taken taken, Record<byte[], byte[]> record) {
    long now = context.currentSystemTimeMs();
    long appendedAt = record.timestamp();
    Cause cause = Cause.of(record.headers(), Topics.SERIES_EVENTS, now);
    writer.because(cause);
    budget.heard(now);
    stores.histories().put(series, taken.history());
    taken.regridded().ifPresent(change -> regrid(series, taken, change));
    due.add(series, taken.closed(), taken.history(), cause, now);
    silences.heard(series, appendedAt, lastHeard.last(series), now);
    lastHeard.heard(series, appendedAt);
    writer.because(Cause.NONE);
  }

  /** Tells of series that a rule calls silent. */
  void lookForSilence(long now) {
    silences.look(now);
  }

  /** What waits is of steps that are numbered otherwise now. */
  private void regrid(String series, Intake.Taken taken, Acceptance.Regridded change) {
    due.forget(series);
    Ledger ledger = stores.ledgers().get(series);
    if (ledger != null) {
      stores.ledgers().put(series, ledger.onAnotherGrid());
    }
    writer.write(Told.stepChange(series, taken.history().latest(), change));
  }

  void reject(Record<byte[], byte[]> record, Intake.Rejected rejected) {
    writer.reject(record, rejected);
  }

  /** Runs passes while they are full. */
  void serveFull(String series) {
    if (runWhile(now -> passes.isFull() || due.size(series) >= MOST_OF_A_SERIES)) {
      loaded = true;
    }
  }

  /** Runs passes while steps have waited long enough. */
  void serve() {
    long linger = pace.linger().toMillis() * (loaded ? LINGERS_UNDER_LOAD : 1);
    boolean ran = runWhile(now -> passes.isFull() || due.isOld(now, linger));
    commitSoon(ran && !loaded);
    loaded = false;
    budget.next(this, context.currentSystemTimeMs());
    clock.listener().waiting(this, due.size());
  }

  private boolean runWhile(LongPredicate wanted) {
    boolean ran = false;
    long now = context.currentSystemTimeMs();
    while (!budget.rests(now) && wanted.test(now) && passes.run(now)) {
      ran = true;
      now = context.currentSystemTimeMs();
    }
    return ran;
  }

  /** Asks for the commit of what was forecast, if no step waits any more. */
  private void commitSoon(boolean forecast) {
    uncommitted |= forecast;
    long now = context.currentSystemTimeMs();
    if (uncommitted && due.size() == 0 && now - committed >= pace.commit().toMillis()) {
      committed = now;
      uncommitted = false;
      context.commit();
    }
  }

  /** Lets go of series that have been silent for too long; one that comes back begins anew. */
  void forgetSilent(long now) {
    for (String series : lastHeard.silent(now)) {
      orphans
          .end(
              series,
              states.alerts(series),
              List.of(),
              Instant.ofEpochMilli(now),
              "the series has been silent for so long that it is forgotten")
          .alerts()
          .forEach(writer::write);
      due.forget(series);
      silences.forget(series);
      stores.forget(series);
      clock.listener().forgotten(1);
    }
    silences.watch();
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
    clock.listener().waiting(this, 0);
  }
}
