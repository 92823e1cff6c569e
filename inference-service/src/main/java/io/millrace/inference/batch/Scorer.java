package io.millrace.inference.batch;

import io.millrace.serving.Classification;
import io.millrace.serving.Classified;
import io.millrace.serving.Explanation;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of a model, and the kind of event it scores.
 *
 * @param <E> the event
 */
public interface Scorer<E> extends AutoCloseable {

  ModelIdentity model();

  /** Why the model cannot take this event, as {@code field: reason}, or null if it can. */
  @Nullable String unfit(E event);

  /**
   * One answer an event, in order; any exception says that at least one of them cannot be scored.
   */
  Classified score(List<E> events);

  /** Which parts of the event spoke for its answer, as far as the budget lasts. */
  Explanation explain(E event, Classification answer, Duration budget);

  /**
   * Runs the model on inputs of its own making.
   *
   * @throws RuntimeException if it fails on them too, so that it is not the records' fault
   */
  void check();

  @Override
  void close();
}
