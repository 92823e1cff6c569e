package io.millrace.forecast.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.events.EventJson;
import io.millrace.events.InvalidEventException;
import io.millrace.events.Origin;
import io.millrace.events.SeriesEvent;
import io.millrace.forecast.jobs.Job;
import io.millrace.forecast.jobs.Jobs;
import io.millrace.forecast.models.Forecasters;
import io.millrace.forecasting.Acceptance;
import io.millrace.forecasting.Acceptance.Accepted;
import io.millrace.forecasting.Acceptance.Refused;
import io.millrace.forecasting.Acceptance.Regridded;
import io.millrace.forecasting.History;
import io.millrace.forecasting.HistoryPolicy;
import io.millrace.forecasting.Observation;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes one record of {@code series-events} into its series' history. Decides; writes nothing. */
public final class Intake {

  /** Lookback kept for a series that no model knows yet, in steps. */
  private static final int USUAL_LOOKBACK = 96;

  /** An observation from beyond this would close every step up to it, for good. */
  private static final Duration FARTHEST_AHEAD = Duration.ofDays(1);

  private final Jobs jobs;
  private final Forecasters forecasters;

  public Intake(Jobs jobs, Forecasters forecasters) {
    this.jobs = jobs;
    this.forecasters = forecasters;
  }

  sealed interface Outcome {}

  /**
   * @param closed steps that are due now
   * @param regridded if the series has another grid from here on
   */
  record Taken(History history, List<Long> closed, Optional<Regridded> regridded)
      implements Outcome {}

  /** A redelivery: nothing to do. */
  record Known() implements Outcome {}

  /**
   * @param stage {@code decode} or {@code history}
   */
  record Rejected(String stage, String reason) implements Outcome {}

  /**
   * The event in a record.
   *
   * @param appendedAt the record's own timestamp
   * @throws InvalidEventException naming what is wrong
   */
  SeriesEvent read(byte @Nullable [] key, byte @Nullable [] value, Instant appendedAt) {
    SeriesEvent event = EventJson.read(SeriesEvent.class, value);
    check(event, key, appendedAt);
    return event;
  }

  /**
   * @param history what is known of its series
   */
  Outcome take(SeriesEvent event, History history) {
    try {
      return accept(event, history);
    } catch (ArithmeticException | IllegalArgumentException | DateTimeException e) {
      return new Rejected("history", "at: " + event.at() + " lies on no grid: " + e.getMessage());
    }
  }

  private static void check(SeriesEvent event, byte @Nullable [] key, Instant appendedAt) {
    if (key == null || !event.series().equals(new String(key, UTF_8))) {
      throw new InvalidEventException(
          "series", "must be the record's key, for its state lives where the key does");
    }
    if (event.kind() == SeriesEvent.Kind.OBSERVED
        && event.at().isAfter(appendedAt.plus(FARTHEST_AHEAD))) {
      throw new InvalidEventException(
          "at", event.at() + " is observed more than a day after its record's time " + appendedAt);
    }
  }

  /** How deep and on what grid a series is kept. */
  HistoryPolicy policy(Job job, History history) {
    return job.policy(Math.max(USUAL_LOOKBACK, forecasters.lookback(history.variates())));
  }

  private Outcome accept(SeriesEvent event, History history) {
    Job job = jobs.of(event.series());
    HistoryPolicy policy = policy(job, history);
    Observation observation =
        new Observation(
            event.at(),
            event.revision(),
            new TreeMap<>(event.values()),
            Origin.isRecorded(event.attributes()));
    if (event.kind() == SeriesEvent.Kind.KNOWN) {
      return known(observation, job)
          .<Outcome>map(reason -> new Rejected("history", reason))
          .orElseGet(() -> outcome(history.known(observation, policy)));
    }
    return outcome(history.accept(observation, policy));
  }

  /** Why a told value is not taken, if it is not. */
  private static Optional<String> known(Observation told, Job job) {
    return told.values().keySet().stream()
        .filter(name -> !job.known().contains(name))
        .findFirst()
        .map(
            name ->
                "values.%s: is told ahead, but job %s knows ahead only %s"
                    .formatted(name, job.name(), job.known()));
  }

  private static Outcome outcome(Acceptance acceptance) {
    Acceptance.Outcome outcome = acceptance.outcome();
    if (outcome instanceof Accepted accepted) {
      return new Taken(acceptance.history(), accepted.closed(), Optional.empty());
    }
    if (outcome instanceof Regridded regridded) {
      return new Taken(acceptance.history(), regridded.closed(), Optional.of(regridded));
    }
    return outcome instanceof Refused refused
        ? new Rejected("history", refused.reason())
        : new Known();
  }
}
